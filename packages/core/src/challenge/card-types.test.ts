import { expect, test } from "vitest";
import { cardTypeNamed, cardTypes, isCardTypeName } from "./card-types.ts";

test("there is one card type for every family whose computation is published", () => {
  const rows = cardTypes.map(({ name, cipher, mode, challengeLengths, keyLengths }) =>
    [name, cipher, mode, challengeLengths.join(","), keyLengths.join(",")].join(" "),
  );
  expect(rows).toEqual([
    "minidriver-3des 3DES CBC 8,16,24,32 16,24",
    "gemalto-net 3DES ECB 8,16,24,32,40 24",
    "gids 3DES CBC 8,40 24",
    "tpm-vsc 3DES CBC 8,40 24",
    "hid-crescendo-3des 3DES ECB 8 24",
    "hid-crescendo-aes AES-128 ECB 16 16",
    "piv-9b-3des 3DES ECB 8 24",
    "piv-9b-aes128 AES-128 ECB 16 16",
    "piv-9b-aes192 AES-192 ECB 16 24",
    "piv-9b-aes256 AES-256 ECB 16 32",
    "puk-as-hex NONE ECB  ",
  ]);
});

test("names and labels tell card types apart", () => {
  expect(new Set(cardTypes.map(({ name }) => name)).size).toBe(cardTypes.length);
  expect(new Set(cardTypes.map(({ label }) => label)).size).toBe(cardTypes.length);
});

test("a card type is found by its name, and only by it", () => {
  for (const type of cardTypes) {
    expect(isCardTypeName(type.name)).toBe(true);
    expect(cardTypeNamed(type.name)).toBe(type);
  }
  for (const name of ["", "GIDS", "toString", "custom"]) {
    expect(isCardTypeName(name)).toBe(false);
    expect(() => cardTypeNamed(name)).toThrow(RangeError);
  }
});
