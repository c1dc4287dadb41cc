import { describe, expect, test } from "vitest";
import { toHex } from "../bytes.ts";
import { bytesOf, cipherOf, vectorsOf } from "../test-support/vectors.ts";
import { cmac, cmacOverBlocks } from "./cmac.ts";

describe("authenticates as the vectors say", () => {
  test.each(vectorsOf("cmac").map((vector) => [`${vector.name} (${vector.source})`, vector] as const))(
    "%s",
    (_title, vector) => {
      const { key, challenge } = bytesOf(vector);
      expect(toHex(cmac(cipherOf(vector), key, challenge))).toBe(vector.response);
      expect(toHex(challenge), "the message is left as it was").toBe(vector.challenge);
    },
  );
});

test("refuses a message longer than what it is to be padded to", () => {
  const cipher = { cipher: "AES-128", key: new Uint8Array(16) } as const;
  expect(() => cmacOverBlocks(cipher, new Uint8Array(33), 32)).toThrow(RangeError);
});

test("refuses a key the cipher does not take", () => {
  expect(() => cmac("AES-256", new Uint8Array(16), new Uint8Array())).toThrow("expected 32 bytes for AES-256, got 16");
});
