import { expect, test } from "vitest";
import { numberOf, stepFor } from "./run-step.ts";

test.each([null, "challenge", "response", "outcome", "done"] as const)(
  "a process that waits for its challenge shows step 1, whatever the address says (%s)",
  (asked) => expect(stepFor("AWAITING_CHALLENGE", asked)).toBe("challenge"),
);

test.each(["challenge", "response", "outcome"] as const)("after the response one can go to %s and back", (asked) => {
  expect(stepFor("RESPONSE_SHOWN", asked)).toBe(asked);
});

test("a process that is taken up again on another device goes on at the response", () => {
  expect(stepFor("RESPONSE_SHOWN", null)).toBe("response");
});

test("nothing is done before its outcome was told", () => {
  expect(stepFor("RESPONSE_SHOWN", "done")).toBe("response");
});

test.each([null, "challenge", "response", "outcome"] as const)(
  "a finished process never shows a response again (%s)",
  (asked) => {
    expect(stepFor("COMPLETED", asked)).toBe("done");
  },
);

test.each(["CANCELLED", "EXPIRED"] as const)("a process that was %s has no step", (state) => {
  expect(stepFor(state, "response")).toBeNull();
});

test("people count three steps", () => {
  expect((["challenge", "response", "outcome"] as const).map(numberOf)).toEqual([1, 2, 3]);
});
