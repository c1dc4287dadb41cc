import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { cardTypeNamed, type ShippedCardTypeName } from "../challenge/card-types.ts";
import { vectorsOf } from "../test-support/vectors.ts";
import { type CardKeyDerivation, deriveCardKey, derivationTrouble } from "./derive-card-key.ts";
import { derivedKeyLength, type DiversificationScheme } from "./diversification-scheme.ts";
import type { MasterKeyKind } from "./master-key-kind.ts";

const vector = (name: string) => {
  const found = vectorsOf("diversification").find((one) => one.name === name);
  if (!found) throw new Error(`no vector ${name}`);
  return found;
};
const derivation = (
  scheme: DiversificationScheme,
  kind: MasterKeyKind,
  rest: { key: string; input: string; type: ShippedCardTypeName; preface?: string },
): CardKeyDerivation => ({
  scheme,
  masterKey: { kind, bytes: fromHex(rest.key) },
  preface: rest.preface === undefined ? null : fromHex(rest.preface),
  input: fromHex(rest.input),
  cardType: cardTypeNamed(rest.type),
});
const gpData = "00010203040506070809";
const gpKey = "404142434445464748494A4B4C4D4E4F";

describe("a scheme by its name gives the published key, written out where the card takes 24 bytes", () => {
  test.each([
    ["AN10922_AES128", "AES-128", "an10922-aes128", "piv-9b-aes128"],
    ["AN10922_AES192", "AES-192", "an10922-aes192", "piv-9b-aes192"],
    ["AN10922_AES256", "AES-256", "an10922-aes256", "piv-9b-aes256"],
    ["AN10922_2TDEA", "2TDEA", "an10922-2tdea-raw", "minidriver-3des"],
    ["AN10922_2TDEA", "2TDEA", "an10922-2tdea-raw", "gids"],
    ["AN10922_3TDEA", "3TDEA", "an10922-3tdea-raw", "gids"],
    ["SP800_108_CMAC", "AES-256", "sp800-108-ctr-cmac-aes256-32", "piv-9b-aes256"],
    ["SP800_108_CMAC", "AES-128", "sp800-108-ctr-cmac-aes128-16", "piv-9b-aes128"],
    ["SP800_108_HMAC", "AES-256", "sp800-108-ctr-hmac-sha256-32", "piv-9b-aes256"],
  ] as const)("%s %s as in %s for %s", (scheme, kind, name, type) => {
    const { key, challenge: input, response } = vector(name);
    const derived = toHex(deriveCardKey(derivation(scheme, kind, { key, input, type })));
    const expanded = type === "gids" && response.length === 32 ? response + response.slice(0, 16) : response;
    expect(derived).toBe(expanded);
  });

  test.each([
    ["EMV_CPS_11", "gp-emv-cps11", ["enc", "mac", "dek"]],
    ["VISA2", "gp-visa2", ["enc", "dek"]],
  ] as const)("%s, each of its keys", (scheme, name, uses) => {
    for (const use of uses) {
      const preface = { enc: "01", mac: "02", dek: "03" }[use];
      const given = { key: gpKey, input: gpData, type: "minidriver-3des", preface } as const;
      expect(toHex(deriveCardKey(derivation(scheme, "2TDEA", given)))).toBe(vector(`${name}-${use}`).response);
    }
  });

  test("EMV option A, from digits two a byte", () => {
    const given = { key: vector("emv-option-a-01").key, input: "4567890123456701", type: "minidriver-3des" } as const;
    expect(toHex(deriveCardKey(derivation("EMV_OPTION_A", "2TDEA", given)))).toBe(vector("emv-option-a-01").response);
  });

  test("KDF3, its first key when none is named", () => {
    const { key, challenge: input, response } = vector("gp-kdf3-aes256-enc");
    expect(toHex(deriveCardKey(derivation("KDF3", "AES-256", { key, input, type: "piv-9b-aes256" })))).toBe(response);
  });
});

describe("what does not go together is named before the master key is touched", () => {
  const aes = { key: "00".repeat(16), input: "0102", type: "piv-9b-aes128" } as const;
  test.each([
    ["SCHEME_DOES_NOT_FIT", derivation("AN10922_AES256", "AES-128", aes)],
    ["SCHEME_DOES_NOT_FIT", derivation("AN10922_AES128", "AES-128", { ...aes, type: "gids" })],
    ["SCHEME_DOES_NOT_FIT", derivation("KDF3", "AES-128", { ...aes, type: "piv-9b-aes256" })],
    ["SCHEME_DOES_NOT_FIT", derivation("SP800_108_CMAC", "AES-128", { ...aes, type: "puk-as-hex" })],
    ["PREFACE_DOES_NOT_FIT", derivation("AN10922_AES128", "AES-128", { ...aes, preface: "01" })],
    ["PREFACE_DOES_NOT_FIT", derivation("KDF3", "AES-128", { ...aes, input: gpData, preface: "04" })],
    ["INPUT_DOES_NOT_FIT", derivation("KDF3", "AES-128", aes)],
    ["INPUT_DOES_NOT_FIT", derivation("AN10922_AES128", "AES-128", { ...aes, input: "00".repeat(32) })],
    ["INPUT_DOES_NOT_FIT", derivation("EMV_OPTION_A", "2TDEA", { ...aes, input: "12AB", type: "gids" })],
  ] as const)("%s", (trouble, given) => {
    expect(derivationTrouble(given)).toBe(trouble);
    expect(() => deriveCardKey(given)).toThrow(trouble);
  });

  test("a label of its own gives another key", () => {
    const usual = deriveCardKey(derivation("SP800_108_CMAC", "AES-128", aes));
    const named = deriveCardKey(derivation("SP800_108_CMAC", "AES-128", { ...aes, preface: "756E" }));
    expect(toHex(named)).not.toBe(toHex(usual));
  });

  test("a key as long as asked for comes of SP 800-108 whatever the master key", () => {
    expect(derivedKeyLength("SP800_108_CMAC", "AES-256", cardTypeNamed("gids"))).toBe(24);
    expect(derivedKeyLength("SP800_108_HMAC", "AES-128", cardTypeNamed("piv-9b-aes256"))).toBe(32);
  });
});
