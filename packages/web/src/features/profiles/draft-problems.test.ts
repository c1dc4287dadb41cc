import { beforeAll, describe, expect, it } from "vitest";
import profiles from "../../i18n/en/admin-profiles.json";
import { addMessages } from "../../i18n/i18n.ts";
import { aProfile } from "./a-profile.ts";
import { draftProblems, processFieldId, whoFieldId } from "./draft-problems.ts";
import { draftOf } from "./profile-draft.ts";

beforeAll(() => addMessages("admin", { profiles }));

describe("draftProblems", () => {
  it("points to a row without a process, and to one that nobody may start", () => {
    const profile = aProfile();
    const draft = draftOf(profile);
    draft.commands.ACTIVE = [
      { key: "a", process: "", who: [] },
      { key: "b", process: "Unblock", who: [] },
      { key: "c", process: "Remote", who: ["OPERATOR"] },
    ];
    expect(draftProblems(profile, draft).map(({ section, fieldId }) => [section, fieldId])).toEqual([
      ["ACTIVE", processFieldId("ACTIVE", "a")],
      ["ACTIVE", whoFieldId("ACTIVE", "b")],
    ]);
  });

  it("wants a name, and leaves alone what is not going to be saved", () => {
    const profile = aProfile({}, { name: "" });
    expect(draftProblems(profile, draftOf(profile))).toEqual([]);
    const draft = draftOf(aProfile());
    draft.general.name = "   ";
    expect(draftProblems(aProfile(), draft)).toMatchObject([{ section: "GENERAL", fieldId: "profile-name" }]);
  });
});
