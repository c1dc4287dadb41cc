import { createHash, randomBytes } from "node:crypto";
import { ecb } from "@noble/ciphers/aes.js";
import des from "des.js";
import { expect, test } from "vitest";
import { toHex } from "../bytes.ts";
import { type CardType, cardTypeNamed } from "./card-types.ts";
import { respond } from "./respond.ts";

const cases = 120_000;
const seed = process.env["UNLATCH_TEST_SEED"] ?? randomBytes(8).toString("hex");
const base = cardTypeNamed("minidriver-3des");

const types: readonly CardType[] = [
  { ...base, cipher: "3DES", mode: "ECB", challengeLengths: [8, 16, 24, 32, 40], keyLengths: [16, 24] },
  { ...base, cipher: "3DES", mode: "CBC", challengeLengths: [8, 16, 24, 32, 40], keyLengths: [16, 24] },
  { ...base, cipher: "AES-128", mode: "ECB", challengeLengths: [16, 32], keyLengths: [16] },
  { ...base, cipher: "AES-192", mode: "ECB", challengeLengths: [16, 32], keyLengths: [24] },
  { ...base, cipher: "AES-256", mode: "ECB", challengeLengths: [16, 32], keyLengths: [32] },
  { ...base, cipher: "AES-256", mode: "CBC", challengeLengths: [16, 32], keyLengths: [32] },
];

test(`${cases} random cases agree with a second implementation (seed ${seed})`, { timeout: 120_000 }, () => {
  const stream = randomStream(seed);
  let agreed = 0;
  for (let index = 0; index < cases; index += 1) {
    const type = types[index % types.length]!;
    const key = stream(pick(type.keyLengths, stream));
    const challenge = stream(pick(type.challengeLengths, stream));
    const got = toHex(respond(type, key, challenge));
    if (got !== toHex(secondOpinion(type, key, challenge))) {
      expect.fail(
        `${type.cipher} ${type.mode}: key ${toHex(key)} challenge ${toHex(challenge)} got ${got}, seed ${seed}`,
      );
    }
    agreed += 1;
  }
  expect(agreed).toBe(cases);
});

function secondOpinion(type: CardType, key: Uint8Array, challenge: Uint8Array): Uint8Array {
  const encipherBlock = type.cipher === "3DES" ? tripleDesBlock(key) : aesBlock(key);
  const blockLength = type.cipher === "3DES" ? 8 : 16;
  const response: number[] = [];
  let previous: readonly number[] = Array.from({ length: blockLength }, () => 0);
  for (let start = 0; start < challenge.length; start += blockLength) {
    const block = Array.from(challenge.subarray(start, start + blockLength));
    const input = type.mode === "CBC" ? block.map((byte, index) => byte ^ previous[index]!) : block;
    previous = encipherBlock(input);
    response.push(...previous);
  }
  return Uint8Array.from(response);
}

/** Encipher, decipher, encipher with three single DES keys; two keys are used K1, K2, K1. */
function tripleDesBlock(key: Uint8Array): (block: readonly number[]) => number[] {
  const keyed = (type: "encrypt" | "decrypt", from: number) =>
    des.DES.create({ type, key: Array.from(key.subarray(from, from + 8)), padding: false });
  const first = keyed("encrypt", 0);
  const second = keyed("decrypt", 8);
  const third = keyed("encrypt", key.length === 16 ? 0 : 16);
  return (block) => third.final(second.final(first.final(block)));
}

function aesBlock(key: Uint8Array): (block: readonly number[]) => number[] {
  return (block) => Array.from(ecb(key, { disablePadding: true }).encrypt(Uint8Array.from(block)));
}

/** Reproducible bytes: SHA-256 of the seed and a counter, one after the other. */
function randomStream(from: string): (length: number) => Uint8Array {
  let counter = 0;
  let pool = new Uint8Array();
  return (length) => {
    while (pool.length < length) {
      const block = createHash("sha256").update(`${from}/${counter}`).digest();
      pool = Uint8Array.of(...pool, ...block);
      counter += 1;
    }
    const bytes = pool.slice(0, length);
    pool = pool.slice(length);
    return bytes;
  };
}

function pick(lengths: readonly number[], stream: (length: number) => Uint8Array): number {
  return lengths[stream(1)[0]! % lengths.length]!;
}
