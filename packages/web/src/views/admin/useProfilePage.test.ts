import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, type EffectScope } from "vue";
import { aProfile } from "../../features/profiles/a-profile.ts";
import { processFieldId } from "../../features/profiles/draft-problems.ts";
import type { Profile, Section } from "../../features/profiles/profile-draft.ts";
import { announcement } from "../../ui/feedback/announce.ts";
import { addAdminMessages } from "./messages.ts";
import { useProfilePage } from "./useProfilePage.ts";

const unblock = ["Unblock", ["SELF_SERVICE"]] as const;
const remote = ["Remote", ["OPERATOR"]] as const;
let scope: EffectScope;

beforeAll(addAdminMessages);
beforeEach(() => (scope = effectScope()));
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

/** A server that holds a profile as the real one does: whoever saves on an old version is told of the new one. */
function server(profile: Profile | null) {
  const kept = { profile };
  vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
    const { query, variables } = JSON.parse(body);
    if (query.includes("query ProfileToEdit")) return answered({ cardProfile: kept.profile });
    return answered({ saveStateCommands: save(variables.input) });
  });

  function save({
    version,
    state,
    commands,
  }: {
    version: number;
    state: string;
    commands: { process: string; who: [] }[];
  }) {
    if (kept.profile === null) throw new Error("there is a profile");
    if (version !== kept.profile.version) {
      const changedAt = new Date().toISOString();
      return {
        __typename: "ChangedMeanwhile",
        message: "",
        field: null,
        changedBy: "Jonas",
        changedAt,
        theirs: kept.profile,
      };
    }
    const rows = { [state]: commands.map(({ process, who }) => [process, who] as const) };
    kept.profile = aProfile(rows, { version: version + 1 });
    return { __typename: "CardProfileSaved", cardProfile: kept.profile };
  }
  return kept;
}

const answered = (data: object) => Promise.resolve(new Response(JSON.stringify({ data })));

async function opened() {
  const shown: Section[] = [];
  const page = scope.run(() =>
    useProfilePage(
      () => "profile-1",
      (section) => Promise.resolve(shown.push(section)),
    ),
  );
  if (page === undefined) throw new Error("the scope is active");
  await vi.waitFor(() => expect(page.loaded.answer.value).not.toBeNull());
  await nextTick();
  return { page, shown };
}

describe("useProfilePage", () => {
  it("says that there is no such profile", async () => {
    server(null);
    const { page } = await opened();
    expect(page.isAbsent.value).toBe(true);
  });

  it("saves and says that it takes effect now", async () => {
    const kept = server(aProfile());
    const { page } = await opened();
    page.edited.draft.value!.commands.ACTIVE = [{ key: "a", process: "Unblock", who: ["SELF_SERVICE"] }];
    await page.saveAll();
    expect(announcement.value?.text).toBe("Saved. Takes effect now.");
    expect(kept.profile?.version).toBe(2);
    expect(page.edited.changes.value).toEqual([]);
  });

  it("asks the server nothing when there is nothing to save", async () => {
    server(aProfile());
    const { page } = await opened();
    vi.stubGlobal("fetch", () => Promise.reject(new Error("nobody should ask")));
    await page.saveAll();
    expect(announcement.value?.text).toBe("There is nothing to save.");
    expect(page.problems.value).toEqual([]);
  });

  it("brings the tab of a problem to the front, and keeps what was edited", async () => {
    const kept = server(aProfile());
    const { page, shown } = await opened();
    page.edited.draft.value!.commands.INACTIVE = [{ key: "a", process: "", who: [] }];
    await page.saveAll();
    expect(shown).toEqual(["INACTIVE"]);
    expect(page.problems.value.map(({ fieldId }) => fieldId)).toEqual([processFieldId("INACTIVE", "a")]);
    expect(kept.profile?.version).toBe(1);
    expect(page.edited.changes.value).toHaveLength(1);
  });

  it("takes what somebody else saved meanwhile for its own, when told to", async () => {
    const kept = server(aProfile());
    const { page } = await opened();
    kept.profile = aProfile({ ACTIVE: [remote] }, { version: 2 });
    page.edited.draft.value!.commands.ACTIVE = [{ key: "a", process: "Unblock", who: ["SELF_SERVICE"] }];
    await page.saveAll();
    expect(page.conflict.value?.changedBy).toBe("Jonas");
    page.useTheirs();
    expect(page.conflict.value).toBeNull();
    expect(page.edited.draft.value?.commands.ACTIVE?.map(({ process }) => process)).toEqual(["Remote"]);
    expect(page.edited.changes.value).toEqual([]);
  });

  it("saves its own on top of what somebody else saved, when told to", async () => {
    const kept = server(aProfile());
    const { page } = await opened();
    kept.profile = aProfile({ ACTIVE: [remote] }, { version: 2 });
    page.edited.draft.value!.commands.ACTIVE = [{ key: "a", process: "Unblock", who: ["SELF_SERVICE"] }];
    await page.saveAll();
    await page.keepMine();
    expect(kept.profile).toEqual(aProfile({ ACTIVE: [unblock] }, { version: 3 }));
    expect(page.conflict.value).toBeNull();
    expect(page.edited.changes.value).toEqual([]);
  });

  it("goes back to what it began with when the changes are discarded", async () => {
    server(aProfile({ ACTIVE: [unblock] }));
    const { page } = await opened();
    page.edited.draft.value!.commands.ACTIVE = [];
    page.discard();
    expect(page.edited.draft.value?.commands.ACTIVE?.map(({ process }) => process)).toEqual(["Unblock"]);
  });
});
