import { describe, expect, it } from "vitest";
import { aProfile } from "./a-profile.ts";
import type { CommandRow } from "./profile-draft.ts";
import { useProfileDraft } from "./useProfileDraft.ts";

const unblock: CommandRow = { key: "new-1", process: "Unblock", who: ["SELF_SERVICE"] };

function edited() {
  const profile = useProfileDraft();
  profile.begin(aProfile());
  return profile;
}

describe("useProfileDraft", () => {
  it("has nothing to save until something is edited", () => {
    const profile = edited();
    expect(profile.changes.value).toEqual([]);
    profile.draft.value!.commands.ACTIVE = [unblock];
    expect(profile.changes.value).toHaveLength(1);
  });

  it("keeps what was edited on every tab until it is discarded", () => {
    const profile = edited();
    profile.draft.value!.commands.ACTIVE = [unblock];
    profile.draft.value!.commands.INACTIVE = [unblock];
    profile.draft.value!.general.name = "Visitor card";
    expect(profile.changes.value.map(({ section }) => section)).toEqual(["GENERAL", "ACTIVE", "INACTIVE"]);
    profile.discard();
    expect(profile.changes.value).toEqual([]);
    expect(profile.draft.value!.general.name).toBe("Employee card");
  });

  it("goes on from the saved version and keeps the other tabs' edits", () => {
    const profile = edited();
    profile.draft.value!.commands.ACTIVE = [unblock];
    profile.draft.value!.commands.INACTIVE = [unblock];
    profile.rebase(aProfile({ ACTIVE: [["Unblock", ["SELF_SERVICE"]]] }, { version: 2 }), "ACTIVE");
    expect(profile.base.value?.version).toBe(2);
    expect(profile.changes.value).toEqual([
      { section: "INACTIVE", type: "Added", process: "Unblock", who: ["SELF_SERVICE"] },
    ]);
  });

  it("takes over what somebody else changed on tabs that were not edited here", () => {
    const profile = edited();
    profile.draft.value!.commands.ACTIVE = [unblock];
    profile.rebase(aProfile({ INACTIVE: [["Remote", ["OPERATOR"]]] }, { name: "Staff card", version: 2 }));
    expect(profile.draft.value?.general.name).toBe("Staff card");
    expect(profile.draft.value?.commands.INACTIVE).toHaveLength(1);
    expect(profile.changes.value).toEqual([
      { section: "ACTIVE", type: "Added", process: "Unblock", who: ["SELF_SERVICE"] },
    ]);
  });

  it("does not change the version it began with while the draft is edited", () => {
    const profile = useProfileDraft();
    const began = aProfile({ ACTIVE: [["Report", ["SELF_SERVICE"]]] });
    profile.begin(began);
    profile.draft.value!.commands.ACTIVE![0]!.who.push("OPERATOR");
    expect(began.states[1]?.additionalCommands[0]?.who).toEqual(["SELF_SERVICE"]);
    expect(profile.changes.value).toHaveLength(1);
  });
});
