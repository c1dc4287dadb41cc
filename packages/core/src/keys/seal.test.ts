import { createDecipheriv } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { encodeAssociatedData } from "./associated-data.ts";
import { type AssociatedData, SealBroken, open, seal, sealedUnder } from "./seal.ts";

const key = fromHex("00112233445566778899AABBCCDDEEFF0102030405060708090A0B0C0D0E0F10");
const nonce = fromHex("A0A1A2A3A4A5A6A7A8A9AAAB");
const secret = fromHex("0102030405060708010203040506070801020304050607FF");
const associatedData = ["card", "c-1", "admin-key", 1] as const;
const sealed = seal({ key, keyId: "kek-1", nonce, associatedData, plaintext: secret });

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const item = fc.oneof(fc.string(), fc.maxSafeInteger());
const items = fc.array(item, { maxLength: 6 });

describe("a sealed secret", () => {
  test("opens again with the same key and associated data, whatever they are", () => {
    fc.assert(
      fc.property(bytes(32), bytes(12), items, fc.uint8Array({ minLength: 1 }), (anyKey, anyNonce, data, plaintext) => {
        const envelope = seal({ key: anyKey, keyId: "K", nonce: anyNonce, associatedData: data, plaintext });
        expect(open({ key: anyKey, associatedData: data, envelope })).toEqual(plaintext);
        expect(sealedUnder(envelope)).toBe("K");
      }),
    );
  });

  test("is magic, version, algorithm, key id, nonce, ciphertext and tag, and nothing else", () => {
    const header = `554C4B010105${toHex(new TextEncoder().encode("kek-1"))}`;
    expect(toHex(sealed)).toMatch(new RegExp(`^${header}${toHex(nonce)}[0-9A-F]{${secret.length * 2 + 32}}$`));
    expect(sealedUnder(sealed)).toBe("kek-1");
  });

  test("is AES-256-GCM with header and associated data authenticated (SP 800-38D)", () => {
    const reader = createDecipheriv("aes-256-gcm", key, nonce);
    reader.setAAD(Buffer.concat([sealed.subarray(0, 11), encodeAssociatedData(associatedData)]));
    reader.setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([reader.update(sealed.subarray(23, -16)), reader.final()]);
    expect(toHex(opened)).toBe(toHex(secret));
  });

  test("shows nothing of the secret, which is left to the caller to wipe", () => {
    expect(toHex(sealed)).not.toContain(toHex(secret).slice(0, 16));
    expect(toHex(secret)).toBe("0102030405060708010203040506070801020304050607FF");
  });
});

describe("does not open", () => {
  test("with any one bit of it flipped", () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = sealed.slice();
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open({ key, associatedData, envelope: altered }), `bit ${bit}`).toThrow(SealBroken);
    }
  });

  test("cut short or made longer anywhere", () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open({ key, associatedData, envelope: sealed.subarray(0, length) })).toThrow(SealBroken);
      expect(() => open({ key, associatedData, envelope: sealed.subarray(sealed.length - length) })).toThrow(
        SealBroken,
      );
      const longer = Uint8Array.of(...sealed.subarray(0, length), 0, ...sealed.subarray(length));
      expect(() => open({ key, associatedData, envelope: longer })).toThrow(SealBroken);
    }
    expect(() => open({ key, associatedData, envelope: Uint8Array.of(...sealed, 0) })).toThrow(SealBroken);
  });

  test("for random bytes, and never fails in another way", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        const envelope = Uint8Array.of(...sealed.subarray(0, 5), ...noise);
        expect(() => open({ key, associatedData, envelope })).toThrow(SealBroken);
        expect(() => open({ key, associatedData, envelope: noise })).toThrow(SealBroken);
      }),
      { numRuns: 2000 },
    );
  });

  test("with other associated data, however alike", () => {
    const others: readonly AssociatedData[] = [
      [],
      ["card", "c-1", "admin-key"],
      ["card", "c-1", "admin-key", 1, ""],
      ["card", "c-1", "admin-key", "1"],
      ["card", "c-1", "admin-key", 2],
      ["card", "c-2", "admin-key", 1],
      ["cardc", "-1", "admin-key", 1],
      ["c-1", "card", "admin-key", 1],
    ];
    for (const other of others) {
      expect(() => open({ key, associatedData: other, envelope: sealed }), JSON.stringify(other)).toThrow(SealBroken);
    }
  });

  test("with another key, or under the id of another", () => {
    const otherKey = key.with(0, 1);
    expect(() => open({ key: otherKey, associatedData, envelope: sealed })).toThrow(SealBroken);
    const renamed = sealed.slice();
    renamed.set(new TextEncoder().encode("kek-2"), 6);
    expect(sealedUnder(renamed)).toBe("kek-2");
    expect(() => open({ key, associatedData, envelope: renamed })).toThrow(SealBroken);
  });

  test("and says so without the secret", () => {
    const altered = sealed.map((byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
    expect(() => open({ key, associatedData, envelope: altered })).toThrow(/^The sealed bytes do not open here$/);
    expect(() => sealedUnder(new Uint8Array(64))).toThrow(/^The sealed bytes are not an envelope$/);
  });
});

test("no two lists of associated data are bound alike", () => {
  fc.assert(
    fc.property(items, items, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(toHex(encodeAssociatedData(one)) === toHex(encodeAssociatedData(other))).toBe(isSame);
    }),
    { numRuns: 5000 },
  );
  expect(encodeAssociatedData(["aSb", "c"])).not.toEqual(encodeAssociatedData(["a", "bSc"]));
  expect(encodeAssociatedData([-0])).toEqual(encodeAssociatedData([0]));
});

test.each([
  ["a key of another length", { key: new Uint8Array(16) }],
  ["a nonce of another length", { nonce: new Uint8Array(16) }],
  ["no key id", { keyId: "" }],
  ["a key id with a space", { keyId: "kek 1" }],
  ["a key id of 65 characters", { keyId: "k".repeat(65) }],
  ["no secret", { plaintext: new Uint8Array() }],
  ["a number without one form", { associatedData: [2 ** 53] }],
  ["half a surrogate pair", { associatedData: ["\uD83D"] }],
])("refuses to seal with %s", (_what, change) => {
  expect(() => seal({ key, keyId: "k", nonce, associatedData, plaintext: secret, ...change })).toThrow(RangeError);
});
