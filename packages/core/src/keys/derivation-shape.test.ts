import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fromHex } from "../bytes.ts";
import { looksLikeDerivation } from "./derivation-shape.ts";
import { type DiversificationScheme, diversificationSchemes } from "./diversification-scheme.ts";
import { readInputTemplate } from "./input-template.ts";

function templateOf(text: string) {
  const read = readInputTemplate(text);
  if (read.type !== "TemplateRead") throw new Error(read.reason);
  return read.template;
}
const looks = (scheme: DiversificationScheme, template: string, challenge: string) =>
  looksLikeDerivation(scheme, templateOf(template), fromHex(challenge));

describe("a block that another card's key is computed from is recognised", () => {
  test.each([
    ["AN10922_AES128", "{serial:bcd}", "01001234567890123480000000000000"],
    ["AN10922_AES256", "{serial}", "42373030303132333435363738800000"],
    ["AN10922_3TDEA", "{serial:bcd}", "3200123456789012"],
    ["AN10922_2TDEA", "04 {serial:bcd}", "2104001234567890"],
    ["SP800_108_CMAC", "{serial}", "0000000161646D696E2D6B6579003030"],
    ["KDF3", "{serial:bcd} 0000", "01000000020070001234567890120000"],
    ["EMV_OPTION_A", "{serial:bcd}", "0012345678901234"],
    ["EMV_OPTION_A", "{serial:bcd}", "FFEDCBA9876FEDCB"],
    ["EMV_CPS_11", "{serial:bcd} 0000", "567890120000F001"],
    ["VISA2", "{serial:bcd} 0000", "7000567890120F03"],
    ["AN10922_3TDEA", "{serial:bcd}", "A3F1C5D20E7B49683200123456789012"],
    ["SP800_108_CMAC", "{serial}", "A3F1C5D20E7B49680000000161646D69"],
    ["EMV_CPS_11", "{serial:bcd} 0000", "A3F1C5D20E7B4968567890120000F001"],
  ] as const)("%s from %s", (scheme, template, challenge) => {
    expect(looks(scheme, template, challenge)).toBe(true);
  });
});

/** As a card would make them, but the same in every run. */
const challenges = Array.from(
  { length: 20_000 },
  (_, number) => new Uint8Array(createHash("sha256").update(String(number)).digest().subarray(0, 8)),
);

test("what cards show is hardly ever taken for one", () => {
  for (const scheme of diversificationSchemes) {
    const template = templateOf("{serial:bcd} 0000");
    const taken = challenges.filter((challenge) => looksLikeDerivation(scheme, template, challenge)).length;
    expect(taken / challenges.length, scheme).toBeLessThan(0.002);
  }
});

test("bytes that say nothing, such as a card's id, are not guessed at", () => {
  expect(looks("AN10922_AES128", "{cardId}", "01A3F1C5D20E7B49688D1F26B05CE93A")).toBe(false);
});
