import { afterEach, describe, expect, it, vi } from "vitest";
import { aProfile } from "./a-profile.ts";
import { useProfileDraft } from "./useProfileDraft.ts";
import { useSaveProfile } from "./useSaveProfile.ts";

interface Asked {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** A server that gives these answers one after another and remembers what it was asked. */
function server(...answers: readonly object[]): Asked[] {
  const asked: Asked[] = [];
  const rest = [...answers];
  vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: { input: Record<string, unknown> } };
    const operation = /mutation (\w+)/.exec(query)?.[1] ?? "";
    asked.push({ operation, input: variables.input });
    const field = operation === "UpdateProfile" ? "updateCardProfile" : "saveStateCommands";
    return Promise.resolve(new Response(JSON.stringify({ data: { [field]: rest.shift() } })));
  });
  return asked;
}

const saved = (cardProfile: object) => ({ __typename: "CardProfileSaved", cardProfile });
const unblock = ["Unblock", ["SELF_SERVICE"]] as const;

function editing() {
  const edited = useProfileDraft();
  edited.begin(aProfile());
  edited.draft.value!.commands.ACTIVE = [{ key: "new-1", process: "Unblock", who: ["SELF_SERVICE"] }];
  return { edited, ...useSaveProfile(edited) };
}

afterEach(() => vi.unstubAllGlobals());

describe("useSaveProfile", () => {
  it("saves the rows of a state on the version it began with", async () => {
    const asked = server(saved(aProfile({ ACTIVE: [unblock] }, { version: 2 })));
    const { edited, save } = editing();
    expect(await save()).toEqual({ type: "Saved" });
    expect(asked).toEqual([
      {
        operation: "SaveStateCommands",
        input: {
          profileId: "profile-1",
          version: 1,
          state: "ACTIVE",
          commands: [{ process: "Unblock", who: ["SELF_SERVICE"] }],
        },
      },
    ]);
    expect(edited.changes.value).toEqual([]);
  });

  it("saves part by part, each on the version that the one before made", async () => {
    const asked = server(
      saved(aProfile({}, { name: "Staff card", version: 2 })),
      saved(aProfile({ ACTIVE: [unblock] }, { name: "Staff card", version: 3 })),
    );
    const { edited, save } = editing();
    edited.draft.value!.general.name = " Staff card ";
    await save();
    expect(asked.map(({ operation, input }) => [operation, input["version"]])).toEqual([
      ["UpdateProfile", 1],
      ["SaveStateCommands", 2],
    ]);
    expect(asked[0]?.input["name"]).toBe("Staff card");
    expect(edited.changes.value).toEqual([]);
  });

  it("keeps what was edited when somebody changed it meanwhile, and shows theirs", async () => {
    const theirs = aProfile({ ACTIVE: [["Remote", ["OPERATOR"]]] }, { version: 5 });
    server({
      __typename: "ChangedMeanwhile",
      code: "CHANGED_MEANWHILE",
      message: "",
      field: null,
      changedBy: "Jonas Lund",
      changedAt: "2026-11-24T08:00:00Z",
      theirs,
    });
    const { edited, save } = editing();
    const outcome = await save();
    expect(outcome).toMatchObject({ type: "Conflict", changedBy: "Jonas Lund", theirs: { version: 5 } });
    expect(edited.changes.value).toHaveLength(1);
  });

  it("saves on top of theirs after the person chose to keep their own", async () => {
    const asked = server(saved(aProfile({ ACTIVE: [unblock] }, { version: 6 })));
    const { edited, save } = editing();
    edited.rebase(aProfile({ ACTIVE: [["Remote", ["OPERATOR"]]] }, { version: 5 }));
    await save();
    expect(asked[0]?.input).toMatchObject({ version: 5, commands: [{ process: "Unblock" }] });
  });

  it("says which part was refused and why, and leaves the parts after it unsaved", async () => {
    const asked = server({
      __typename: "CardProfileNameTaken",
      code: "CARD_PROFILE_NAME_TAKEN",
      message: "Choose another name",
      field: ["name"],
    });
    const { edited, save } = editing();
    edited.draft.value!.general.name = "Taken";
    expect(await save()).toEqual({
      type: "Refused",
      section: "GENERAL",
      message: "Choose another name",
      field: ["name"],
    });
    expect(asked).toHaveLength(1);
    expect(edited.changes.value).toHaveLength(2);
  });

  it("keeps what was edited when the server cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    const { edited, save, isRunning } = editing();
    expect(await save()).toEqual({ type: "Failed", failure: { type: "Offline" } });
    expect(isRunning.value).toBe(false);
    expect(edited.changes.value).toHaveLength(1);
  });

  it("does not save twice at once", async () => {
    const asked = server(saved(aProfile({ ACTIVE: [unblock] }, { version: 2 })));
    const { save } = editing();
    const [, second] = await Promise.all([save(), save()]);
    expect(second).toBeNull();
    expect(asked).toHaveLength(1);
  });
});
