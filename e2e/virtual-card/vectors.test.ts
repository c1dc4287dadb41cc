import { expect, test } from "@playwright/test";
import { bytes, hexOf } from "./bytes.ts";
import { encipher } from "./encipher.ts";
import { vectors, wrongResponses } from "./vectors.ts";

for (const { name, kind, mode, key, challenge, response, source } of vectors) {
  test(`answers as published: ${name} (${source})`, () => {
    expect(hexOf(encipher({ kind, mode, key: bytes(key) }, bytes(challenge)))).toBe(response);
  });
}

for (const { name, kind, key, challenge, response } of wrongResponses) {
  test(`never answers ${name}`, () => {
    const mode = challenge.length > 16 ? "CBC" : "ECB";
    const asShown = name.includes("byte-reversed") ? bytes(challenge).toReversed() : bytes(challenge);
    expect(hexOf(encipher({ kind, mode, key: bytes(key) }, asShown))).not.toBe(response);
  });
}

test("enciphers one block the same in ECB and in CBC from zeros", () => {
  const chip = { kind: "3DES", key: bytes("00".repeat(24)) } as const;
  const challenge = bytes("1603EBDF1C8A2E72");
  expect(hexOf(encipher({ ...chip, mode: "CBC" }, challenge))).toBe(
    hexOf(encipher({ ...chip, mode: "ECB" }, challenge)),
  );
});

test("ignores the parity bits of a 3DES key", () => {
  const chip = { kind: "3DES", mode: "ECB" } as const;
  const key = bytes("000102030405060708090A0B0C0D0E0F1011121314151617");
  const challenge = bytes("0123456789ABCDEF");
  const flipped = key.map((byte) => byte ^ 1);
  expect(hexOf(encipher({ ...chip, key: flipped }, challenge))).toBe(hexOf(encipher({ ...chip, key }, challenge)));
});
