import { expect, test } from "vitest";
import { returnedFacts } from "./returned-facts.ts";

test("an answer is taken as it came", () => {
  const answer = "code=a%2Bb&state=c&iss=https%3A%2F%2Flogin.example.org";
  const hash = `#${new URLSearchParams({ method: "m1", answer }).toString()}`;
  expect(returnedFacts(hash)).toEqual({ type: "Answer", methodId: "m1", answer });
});

test.each([
  ["#problem=ProviderUnreachable", "ProviderUnreachable"],
  ["#problem=ProviderRefused", "ProviderUnreachable"],
  ["#problem=ReturnUnknown", "ReturnUnknown"],
  ["#problem=<b>anything</b>", "ReturnUnknown"],
  ["#method=m1", "ReturnUnknown"],
  ["", "ReturnUnknown"],
])("%s is the problem %s", (hash, problem) => {
  expect(returnedFacts(hash)).toEqual({ type: "Problem", problem });
});
