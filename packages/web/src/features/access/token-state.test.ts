import { expect, test } from "vitest";
import { dayAfter, tokenState } from "./token-state.ts";

const now = new Date("2026-11-24T09:20:00Z");

test("a token works until its end, and not once it was revoked", () => {
  expect(tokenState({ expiresAt: "2026-11-24T09:20:01Z", revokedAt: null }, now)).toBe("ACTIVE");
  expect(tokenState({ expiresAt: "2026-11-24T09:20:00Z", revokedAt: null }, now)).toBe("EXPIRED");
  expect(tokenState({ expiresAt: "2027-01-01T00:00:00Z", revokedAt: "2026-11-01T00:00:00Z" }, now)).toBe("REVOKED");
});

test("a day is counted from today", () => {
  expect(dayAfter(0, now)).toBe("2026-11-24");
  expect(dayAfter(90, now)).toBe("2027-02-22");
});
