import { describe, expect, it } from "vitest";
import { aProfile } from "./a-profile.ts";
import { changedSections, pendingChanges } from "./pending-changes.ts";
import { draftOf } from "./profile-draft.ts";

describe("pendingChanges", () => {
  it("finds nothing in a draft that was not touched", () => {
    const profile = aProfile({ ACTIVE: [["Unblock", ["SELF_SERVICE"]]] });
    expect(pendingChanges(profile, draftOf(profile))).toEqual([]);
  });

  it("tells an added process and who may start it", () => {
    const profile = aProfile();
    const draft = draftOf(profile);
    draft.commands.ACTIVE = [{ key: "new-1", process: "Unblock", who: ["SELF_SERVICE"] }];
    expect(pendingChanges(profile, draft)).toEqual([
      { section: "ACTIVE", type: "Added", process: "Unblock", who: ["SELF_SERVICE"] },
    ]);
  });

  it("tells a removed process", () => {
    const profile = aProfile({ ACTIVE: [["Unblock", ["SELF_SERVICE"]]] });
    const draft = draftOf(profile);
    draft.commands.ACTIVE = [];
    expect(pendingChanges(profile, draft)).toEqual([{ section: "ACTIVE", type: "Removed", process: "Unblock" }]);
  });

  it("tells who may start a process now, whatever the order they were ticked in", () => {
    const profile = aProfile({ ACTIVE: [["Report", ["SELF_SERVICE", "OPERATOR"]]] });
    const draft = draftOf(profile);
    draft.commands.ACTIVE = [{ key: "Report", process: "Report", who: ["OPERATOR", "SELF_SERVICE"] }];
    expect(pendingChanges(profile, draft)).toEqual([]);
    draft.commands.ACTIVE = [{ key: "Report", process: "Report", who: ["OPERATOR"] }];
    expect(pendingChanges(profile, draft)).toEqual([
      { section: "ACTIVE", type: "WhoChanged", process: "Report", who: ["OPERATOR"] },
    ]);
  });

  it("tells a new order once, and only of rows that stay", () => {
    const profile = aProfile({
      ACTIVE: [
        ["Unblock", ["SELF_SERVICE"]],
        ["Report", ["OPERATOR"]],
        ["Remote", ["OPERATOR"]],
      ],
    });
    const draft = draftOf(profile);
    const [unblock, report, remote] = draft.commands.ACTIVE ?? [];
    if (!unblock || !report || !remote) throw new Error("the profile has three rows");
    draft.commands.ACTIVE = [remote, report, unblock];
    expect(pendingChanges(profile, draft)).toEqual([{ section: "ACTIVE", type: "Reordered" }]);
    draft.commands.ACTIVE = [report, remote];
    expect(pendingChanges(profile, draft).map(({ type }) => type)).toEqual(["Removed"]);
  });

  it("tells a process that took the place of another as one added and one removed", () => {
    const profile = aProfile({ ACTIVE: [["Unblock", ["SELF_SERVICE"]]] });
    const draft = draftOf(profile);
    draft.commands.ACTIVE = [{ key: "Unblock", process: "Remote", who: ["OPERATOR"] }];
    expect(pendingChanges(profile, draft).map(({ type }) => type)).toEqual(["Added", "Removed"]);
  });

  it("reads general facts without the blanks around them", () => {
    const profile = aProfile();
    const draft = draftOf(profile);
    draft.general.name = "  Employee card ";
    expect(pendingChanges(profile, draft)).toEqual([]);
    draft.general.name = "Visitor card ";
    expect(pendingChanges(profile, draft)).toEqual([
      { section: "GENERAL", type: "NameChanged", value: "Visitor card" },
    ]);
  });

  it("names each part to save once, the general facts first", () => {
    const profile = aProfile({ INACTIVE: [["Unblock", ["SELF_SERVICE"]]] });
    const draft = draftOf(profile);
    draft.commands.INACTIVE = [];
    draft.commands.ACTIVE = [
      { key: "a", process: "Unblock", who: ["SELF_SERVICE"] },
      { key: "b", process: "Remote", who: ["OPERATOR"] },
    ];
    draft.general.cardType = "AES";
    expect(changedSections(pendingChanges(profile, draft))).toEqual(["GENERAL", "ACTIVE", "INACTIVE"]);
  });
});
