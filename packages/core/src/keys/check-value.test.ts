import { describe, expect, test } from "vitest";
import { fromHex } from "../bytes.ts";
import { cardTypeNamed, cardTypes } from "../challenge/card-types.ts";
import { type Vector, bytesOf, cipherOf, vectorsOf } from "../test-support/vectors.ts";
import { type CheckValueConvention, cardKeyCheckValue, checkValue, labelledCardKey } from "./check-value.ts";

describe("the vectors", () => {
  test.each(vectorsOf("kcv").map((vector) => [`${vector.name} (${vector.source})`, vector] as const))(
    "%s",
    (_title, vector) => {
      const { key } = bytesOf(vector);
      expect(checkValue(cipherOf(vector), conventionOf(vector), key)).toBe(vector.response);
    },
  );
});

describe("a card's admin key", () => {
  const sixteen = new Uint8Array(16);

  test("shows enciphered zeros for 3DES", () => {
    const key = fromHex("010203040506070801020304050607080102030405060708");
    expect(cardKeyCheckValue(cardTypeNamed("gids"), key)).toBe("B073DC");
  });

  test("shows the CMAC for AES", () => {
    expect(cardKeyCheckValue(cardTypeNamed("hid-crescendo-aes"), sixteen)).toBe("763CBC");
  });

  test("shows nothing for a PUK, which any value would help to find", () => {
    expect(cardKeyCheckValue(cardTypeNamed("puk-as-hex"), new TextEncoder().encode("12345678"))).toBe("");
  });

  test("is shown with its convention, and a PUK with neither", () => {
    expect(labelledCardKey("3DES", "B073DC")).toEqual({ convention: "ENCRYPTED_ZEROS", value: "B073DC" });
    expect(labelledCardKey("AES-192", "763CBC")).toEqual({ convention: "CMAC", value: "763CBC" });
    expect(labelledCardKey("AES-192", "")).toBeNull();
    expect(labelledCardKey("NONE", "")).toBeNull();
  });

  test.each(cardTypes.filter(({ cipher }) => cipher !== "NONE"))(
    "of $name has six digits at each key length",
    (type) => {
      for (const length of type.keyLengths) {
        expect(cardKeyCheckValue(type, new Uint8Array(length).fill(7))).toMatch(/^[0-9A-F]{6}$/);
      }
    },
  );
});

test("the check value of a 3DES key ignores parity bits", () => {
  const key = fromHex("0123456789ABCDEFFEDCBA98765432100011223344556677");
  const flipped = key.map((byte) => byte ^ 1);
  expect(checkValue("3DES", "ENCRYPTED_ZEROS", flipped)).toBe(checkValue("3DES", "ENCRYPTED_ZEROS", key));
});

function conventionOf({ mode, name }: Vector): CheckValueConvention {
  if (mode.startsWith("CMAC")) {
    return "CMAC";
  }
  if (mode.includes("zero bytes")) {
    return "ENCRYPTED_ZEROS";
  }
  if (mode.includes("bytes 01")) {
    return "ENCRYPTED_ONES";
  }
  throw new RangeError(`${name}: no convention in ${mode}`);
}
