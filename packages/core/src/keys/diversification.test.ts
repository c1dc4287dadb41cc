import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { type Vector, bytesOf, cipherOf, vectorsOf } from "../test-support/vectors.ts";
import { type An10922Variant, an10922, withKeyVersion } from "./an10922.ts";
import { checkValue } from "./check-value.ts";
import { emvOptionA } from "./emv-option-a.ts";
import { encipher } from "./encipher.ts";
import { type CardManagerKey, emvCps11, kdf3, visa2 } from "./global-platform.ts";
import { type PseudoRandomFunction, sp800108, sp800108FixedInput } from "./sp800108.ts";

type Derivation = (vector: Vector) => Uint8Array;

const gpData = fromHex("00010203040506070809");
const useOf = ({ name }: Vector) => name.split("-").at(-1)?.toUpperCase() as CardManagerKey;

const nxp =
  (variant: An10922Variant): Derivation =>
  (vector) => {
    const { key, challenge } = bytesOf(vector);
    const derived = an10922(variant, key, challenge);
    return vector.name.endsWith("version-55") ? withKeyVersion(derived, 0x55) : derived;
  };

const counterMode: Derivation = (vector) => {
  const { key, challenge, response } = bytesOf(vector);
  const hasLabel = vector.label !== undefined;
  const fixedInput = hasLabel
    ? sp800108FixedInput(fromHex(vector.label ?? ""), fromHex(vector.context ?? ""), response.length)
    : challenge;
  if (hasLabel) {
    expect(toHex(fixedInput)).toBe(vector.fixedInput);
  }
  const prf: PseudoRandomFunction = vector.algorithm === "HMAC-SHA256" ? "HMAC-SHA256" : cipherOf(vector);
  const counterBits = vector.mode.includes("r=8") ? 8 : 32;
  return sp800108({ prf, masterKey: key, fixedInput, counterBits, keyLength: response.length });
};

/** Not a vendor's scheme: the block enciphered as it stands. */
const enciphered =
  (mode: "ECB" | "CBC"): Derivation =>
  (vector) => {
    const { key, challenge } = bytesOf(vector);
    return encipher({ cipher: "3DES", mode, key }, challenge);
  };

const derivations: readonly (readonly [start: string, derive: Derivation])[] = [
  ["an10922-aes128", nxp("AES-128")],
  ["an10922-aes192", nxp("AES-192")],
  ["an10922-aes256", nxp("AES-256")],
  ["an10922-2tdea", nxp("2TDEA")],
  ["an10922-3tdea", nxp("3TDEA")],
  ["cavp-sp800-108", counterMode],
  ["sp800-108", counterMode],
  ["emv-option-a", ({ key }) => emvOptionA(fromHex(key), "1234567890123456701")],
  ["gp-emv-cps11", (vector) => emvCps11(fromHex(vector.key), gpData, useOf(vector))],
  ["gp-visa2", (vector) => visa2(fromHex(vector.key), gpData, useOf(vector))],
  [
    "gp-kdf3",
    (vector) => {
      const { key, challenge } = bytesOf(vector);
      return kdf3({ cipher: "AES-256", masterKey: key, derivationData: challenge, use: useOf(vector) });
    },
  ],
  ["legacy-tdes-ecb", enciphered("ECB")],
  ["legacy-tdes-cbc", enciphered("CBC")],
];

describe("derives as the vectors say", () => {
  test.each(vectorsOf("diversification").map((vector) => [`${vector.name} (${vector.source})`, vector] as const))(
    "%s",
    (_title, vector) => {
      const derive = derivations.find(([start]) => vector.name.startsWith(start))?.[1];
      const key = derive?.(vector) ?? new Uint8Array();
      expect(toHex(key)).toBe(vector.response);
      if (vector.kcv !== undefined) {
        expect(checkValue("3DES", "ENCRYPTED_ZEROS", key), "the published check value").toBe(vector.kcv);
      }
    },
  );
});

describe("refuses what a scheme does not take", () => {
  const [two, ten] = [new Uint8Array(16), new Uint8Array(10)];

  test("AN10922: an input that is empty or leaves no room for padding, another master key", () => {
    expect(() => an10922("AES-128", two, new Uint8Array())).toThrow(/^input/);
    expect(() => an10922("AES-128", two, new Uint8Array(32))).toThrow(/^input/);
    expect(an10922("AES-128", two, new Uint8Array(31))).toHaveLength(16);
    expect(() => an10922("2TDEA", two, new Uint8Array(16))).toThrow(/^input/);
    expect(() => an10922("3TDEA", two, ten)).toThrow(/^masterKey/);
    expect(() => withKeyVersion(two, 256)).toThrow(/^version/);
  });

  test("EMV and GlobalPlatform: other lengths, digits that are none", () => {
    expect(() => emvOptionA(new Uint8Array(24), "1")).toThrow(/^masterKey/);
    expect(() => emvOptionA(two, "12A4")).toThrow(/^digits/);
    expect(emvOptionA(two, "1234")).toEqual(emvOptionA(two, "0000000000001234"));
    expect(() => visa2(two, two, "ENC")).toThrow(/^derivationData/);
    expect(() => emvCps11(new Uint8Array(24), ten, "ENC")).toThrow(/^masterKey/);
    expect(() => kdf3({ cipher: "AES-128", masterKey: two, derivationData: two, use: "ENC" })).toThrow(
      /^derivationData/,
    );
  });

  test("SP 800-108: no key, or more than the counter can count", () => {
    const derivation = { prf: "AES-128", masterKey: two, fixedInput: ten, counterBits: 8 } as const;
    expect(() => sp800108({ ...derivation, keyLength: 0 })).toThrow(RangeError);
    expect(() => sp800108({ ...derivation, keyLength: 2041 })).toThrow(RangeError);
    expect(sp800108({ ...derivation, keyLength: 2040 })).toHaveLength(2040);
  });
});

test("odd parity: every byte of an EMV key has an odd number of ones", () => {
  const key = emvOptionA(fromHex("0123456789ABCDEFFEDCBA9876543210"), "99999999999999");
  expect(Array.from(key, (byte) => byte.toString(2).replaceAll("0", "").length % 2)).toEqual(Array(16).fill(1));
});
