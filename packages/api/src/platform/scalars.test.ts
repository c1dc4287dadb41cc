import { parseValue } from "graphql";
import { expect, test } from "vitest";
import { DateTime } from "./scalars.ts";

test.each([
  ["2026-11-24T09:20:00Z", "2026-11-24T09:20:00.000Z"],
  ["2026-11-24T10:20:00.5+01:00", "2026-11-24T09:20:00.500Z"],
])("reads %s as RFC 3339 says", (text, instant) => {
  expect(DateTime.parseValue(text).toISOString()).toBe(instant);
  expect(DateTime.parseLiteral(parseValue(`"${text}"`)).toISOString()).toBe(instant);
});

test.each(["2026-11-24", "2026-11-24T09:20:00", "2026-13-24T09:20:00Z", "yesterday", "", 5, null, { a: 1 }])(
  "does not take %j for a point in time",
  (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(/^DateTime: expected a time with its zone/);
  },
);

test("gives points in time only", () => {
  expect(() => DateTime.serialize("2026-11-24T09:20:00Z")).toThrow(RangeError);
});
