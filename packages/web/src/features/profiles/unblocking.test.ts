import { describe, expect, it } from "vitest";
import { aProfile } from "./a-profile.ts";
import { isUnblockingOn, unblockPinOffline } from "./unblocking.ts";

describe("isUnblockingOn", () => {
  it("is off without a row", () => expect(isUnblockingOn(aProfile())).toBe(false));

  it("is on with a row for self-service in the state Active", () =>
    expect(isUnblockingOn(aProfile({ ACTIVE: [[unblockPinOffline, ["SELF_SERVICE"]]] }))).toBe(true));

  it("is off with a row in another state, for somebody else, or of another process", () => {
    expect(isUnblockingOn(aProfile({ INACTIVE: [[unblockPinOffline, ["SELF_SERVICE"]]] }))).toBe(false);
    expect(isUnblockingOn(aProfile({ ACTIVE: [[unblockPinOffline, ["OPERATOR"]]] }))).toBe(false);
    expect(isUnblockingOn(aProfile({ ACTIVE: [["Remote", ["SELF_SERVICE"]]] }))).toBe(false);
  });
});
