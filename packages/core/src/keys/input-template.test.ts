import { describe, expect, test } from "vitest";
import { toHex } from "../bytes.ts";
import { readInputTemplate, templateInput } from "./input-template.ts";

const card = { serialNumber: "0012-3456", cardId: "01234567-89ab-4cde-8f01-23456789abcd" };

function inputOf(text: string, of = card): string | null {
  const read = readInputTemplate(text);
  if (read.type !== "TemplateRead") throw new Error(`${read.reason} ${read.part}`);
  const input = templateInput(read.template, of);
  return input === null ? null : toHex(input);
}

test.each([
  ["{serial}", "303031322D33343536"],
  ["{serial:ascii}", "303031322D33343536"],
  ["{serial:bcd}", "00123456"],
  ["{serial:hex}", "00123456"],
  ["04 FF {serial:bcd} 00", "04FF0012345600"],
  ["{serial.last4:bcd}", "3456"],
  ["{serial.first4:bcd}", "0012"],
  ["{serial.last3:bcd}", "0456"],
  ["{cardId}", "0123456789AB4CDE8F0123456789ABCD"],
  ["61646D696E2D6B6579 | {serial:bcd}", "00123456"],
])("%s gives %s", (template, expected) => {
  expect(inputOf(template)).toBe(expected);
});

test("an input that cannot be made is none: letters in BCD, a serial number that is too short", () => {
  expect(inputOf("{serial:bcd}", { ...card, serialNumber: "AB12" })).toBeNull();
  expect(inputOf("{serial:hex}", { ...card, serialNumber: "XY12" })).toBeNull();
  expect(inputOf("{serial.last12:bcd}")).toBeNull();
});

describe("is refused, naming the part", () => {
  test.each([
    ["{serial:utf8}", "UNKNOWN_PLACEHOLDER", "{serial:utf8}"],
    ["{Serial}", "UNKNOWN_PLACEHOLDER", "{Serial}"],
    ["{serial", "UNKNOWN_PLACEHOLDER", "{serial"],
    ["0G {serial}", "NOT_HEX", "0G"],
    ["123 {serial}", "NOT_HEX", "123"],
    ["00112233", "SAME_FOR_ALL_CARDS", "00112233"],
    ["", "SAME_FOR_ALL_CARDS", ""],
    ["{serial} | {serial}", "PREFACE_NAMES_CARD", "{serial}"],
  ])("%s", (text, reason, part) => {
    expect(readInputTemplate(text)).toEqual({ type: "TemplateUnreadable", reason, part });
  });
});
