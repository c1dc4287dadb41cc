import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { type CardType, cardTypeNamed } from "../challenge/card-types.ts";
import { cmac } from "./cmac.ts";
import { deriveCardKey, usualLabel } from "./derive-card-key.ts";
import type { DiversificationScheme } from "./diversification-scheme.ts";
import type { KeyCipher } from "./encipher.ts";
import type { MasterKeyKind } from "./master-key-kind.ts";

/**
 * The second implementation: OpenSSL's command line, which does SP 800-108 and CMAC by itself; AN10922, EMV and
 * GlobalPlatform are written here once more over its block cipher.
 */
const directory = mkdtempSync(join(tmpdir(), "unlatch-openssl-"));
afterAll(() => rmSync(directory, { recursive: true }));
const message = join(directory, "message");
vi.setConfig({ testTimeout: 60_000 });
const hasOpenSsl = (() => {
  try {
    return / [3-9]\./.test(execFileSync("openssl", ["version"], { encoding: "utf8" }));
  } catch {
    return false;
  }
})();
if (!hasOpenSsl) console.warn("NOT RUN: there is no openssl 3 here, so nothing is compared with it.");

const openssl = (args: readonly string[]) => execFileSync("openssl", args, { stdio: ["ignore", "pipe", "ignore"] });
const numRuns = 6;
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const upTo = (most: number) => fc.uint8Array({ minLength: 1, maxLength: most });

const blockCipherOf: Readonly<Record<KeyCipher, string>> = {
  "3DES": "des-ede3",
  "AES-128": "aes-128",
  "AES-192": "aes-192",
  "AES-256": "aes-256",
};

function enciphered(cipher: KeyCipher, mode: "ecb" | "cbc", { key, blocks }: { key: Uint8Array; blocks: Uint8Array }) {
  writeFileSync(message, blocks);
  const full = key.length === 16 && cipher === "3DES" ? Uint8Array.of(...key, ...key.subarray(0, 8)) : key;
  const name = cipher === "3DES" && mode === "ecb" ? "des-ede3" : `${blockCipherOf[cipher]}-${mode}`;
  const zeros = mode === "cbc" ? ["-iv", "00".repeat(cipher === "3DES" ? 8 : 16)] : [];
  return new Uint8Array(openssl(["enc", `-${name}`, "-K", toHex(full), ...zeros, "-nopad", "-in", message]));
}

function macOf(cipher: KeyCipher, key: Uint8Array, text: Uint8Array): string {
  writeFileSync(message, text);
  const name = cipher === "3DES" ? "DES-EDE3-CBC" : `${cipher}-CBC`;
  return openssl(["mac", "-cipher", name, "-macopt", `hexkey:${toHex(key)}`, "-in", message, "CMAC"])
    .toString()
    .trim();
}

interface Derivation {
  readonly scheme: DiversificationScheme;
  readonly kind: MasterKeyKind;
  readonly key: Uint8Array;
  readonly input: Uint8Array;
  readonly cardType: Pick<CardType, "cipher" | "keyLengths">;
  readonly preface?: Uint8Array;
}
const ours = ({ kind, key, preface, ...rest }: Derivation) =>
  toHex(deriveCardKey({ ...rest, masterKey: { kind, bytes: key }, preface: preface ?? null }));

/** AN10922 as its text has it, over OpenSSL's CBC. */
function nxp(cipher: KeyCipher, { key, input, constant }: { key: Uint8Array; input: Uint8Array; constant: number }) {
  const size = cipher === "3DES" ? 8 : 16;
  const double = (value: bigint) => {
    const bits = BigInt(size * 8);
    const shifted = (value << 1n) & ((1n << bits) - 1n);
    return value >> (bits - 1n) === 1n ? shifted ^ (size === 8 ? 0x1bn : 0x87n) : shifted;
  };
  const zero = BigInt(`0x${toHex(enciphered(cipher, "ecb", { key, blocks: new Uint8Array(size) }))}`);
  const text = toHex(Uint8Array.of(constant, ...input));
  const isFull = text.length === size * 4;
  const padded = BigInt(`0x${(isFull ? text : `${text}80`).padEnd(size * 4, "0")}`);
  const subkey = isFull ? double(zero) : double(double(zero));
  const blocks = fromHex((padded ^ subkey).toString(16).padStart(size * 4, "0"));
  return toHex(enciphered(cipher, "cbc", { key, blocks }).subarray(size));
}

describe.runIf(hasOpenSsl)("the same as OpenSSL", () => {
  test.each([
    ["AES-128", 16],
    ["AES-192", 24],
    ["AES-256", 32],
    ["3DES", 24],
  ] as const)("CMAC with %s", (cipher, length) => {
    fc.assert(
      fc.property(bytes(length), fc.uint8Array({ maxLength: 70 }), (key, text) => {
        expect(toHex(cmac(cipher, key, text))).toBe(macOf(cipher, key, text));
      }),
      { numRuns },
    );
  });

  test.each([
    ["SP800_108_CMAC", "AES-128", 16, ["-kdfopt", "mac:CMAC", "-kdfopt", "cipher:AES-128-CBC"]],
    ["SP800_108_CMAC", "AES-256", 32, ["-kdfopt", "mac:CMAC", "-kdfopt", "cipher:AES-256-CBC"]],
    ["SP800_108_HMAC", "AES-256", 32, ["-kdfopt", "mac:HMAC", "-kdfopt", "digest:SHA256"]],
  ] as const)("%s with a master key of %s", (scheme, kind, length, mac) => {
    fc.assert(
      fc.property(bytes(length), upTo(40), fc.option(upTo(20), { nil: undefined }), (key, input, preface) => {
        const theirs = openssl([
          "kdf",
          "-keylen",
          "24",
          ...mac,
          "-kdfopt",
          `hexkey:${toHex(key)}`,
          "-kdfopt",
          "mode:counter",
          "-kdfopt",
          `hexsalt:${toHex(preface ?? usualLabel)}`,
          "-kdfopt",
          `hexinfo:${toHex(input)}`,
          "KBKDF",
        ]);
        const given = { scheme, kind, key, input, cardType: cardTypeNamed("gids"), ...(preface ? { preface } : {}) };
        expect(ours(given)).toBe(theirs.toString().trim().replaceAll(":", ""));
      }),
      { numRuns },
    );
  });

  test("KDF3, over its CMAC", () => {
    fc.assert(
      fc.property(bytes(16), bytes(10), fc.integer({ min: 1, max: 3 }), (key, input, number) => {
        const text = Uint8Array.of(1, 0, 0, 0, number, 0, ...input);
        const given = { scheme: "KDF3", kind: "AES-128", key, input, preface: Uint8Array.of(number) } as const;
        expect(ours({ ...given, cardType: cardTypeNamed("piv-9b-aes128") })).toBe(macOf("AES-128", key, text));
      }),
      { numRuns },
    );
  });

  test.each([
    ["AN10922_AES128", "AES-128", "AES-128", 16, 31, [0x01], "piv-9b-aes128"],
    ["AN10922_AES192", "AES-192", "AES-192", 24, 31, [0x11, 0x12], "piv-9b-aes192"],
    ["AN10922_AES256", "AES-256", "AES-256", 32, 31, [0x41, 0x42], "piv-9b-aes256"],
    ["AN10922_2TDEA", "2TDEA", "3DES", 16, 15, [0x21, 0x22], "minidriver-3des"],
    ["AN10922_3TDEA", "3TDEA", "3DES", 24, 15, [0x31, 0x32, 0x33], "gids"],
  ] as const)("%s, over its block cipher", (scheme, kind, cipher, length, most, constants, type) => {
    fc.assert(
      fc.property(bytes(length), upTo(most), (key, input) => {
        const pieces = constants.map((constant) => nxp(cipher, { key, input, constant }));
        const [a = "", b = ""] = pieces;
        const middle = (BigInt(`0x${a.slice(16) || "0"}`) ^ BigInt(`0x${b.slice(0, 16) || "0"}`)).toString(16);
        const theirs =
          scheme === "AN10922_AES192"
            ? `${a.slice(0, 16)}${middle.toUpperCase().padStart(16, "0")}${b.slice(16)}`
            : pieces.join("");
        expect(ours({ scheme, kind, key, input, cardType: cardTypeNamed(type) })).toBe(theirs);
      }),
      { numRuns },
    );
  });

  test("EMV option A, EMV CPS 1.1 and VISA2, over its block cipher", () => {
    const cardType = cardTypeNamed("minidriver-3des");
    fc.assert(
      fc.property(bytes(16), fc.stringMatching(/^\d{16}$/), bytes(10), (key, digits, data) => {
        const y = fromHex(digits);
        const optionA = enciphered("3DES", "ecb", { key, blocks: Uint8Array.of(...y, ...y.map((byte) => ~byte)) });
        const withoutParity = (hex: string) => toHex(fromHex(hex).map((byte) => byte & 0xfe));
        const emv = ours({ scheme: "EMV_OPTION_A", kind: "2TDEA", key, input: y, cardType });
        expect(withoutParity(emv)).toBe(withoutParity(toHex(optionA)));
        for (const scheme of ["EMV_CPS_11", "VISA2"] as const) {
          const six = scheme === "VISA2" ? [...data.subarray(0, 2), ...data.subarray(4, 8)] : [...data.subarray(4)];
          const blocks = Uint8Array.of(...six, 0xf0, 2, ...six, 0x0f, 2);
          const given = { scheme, kind: "2TDEA", key, input: data, cardType, preface: Uint8Array.of(2) } as const;
          expect(ours(given)).toBe(toHex(enciphered("3DES", "ecb", { key, blocks })));
        }
      }),
      { numRuns },
    );
  });
});

test("SP 800-108 with HMAC is also what node's own HMAC makes of the fixed input", () => {
  fc.assert(
    fc.property(bytes(32), upTo(60), (key, input) => {
      const fixed = [0, 0, 0, 1, ...usualLabel, 0, ...input, 0, 0, 1, 0];
      const theirs = createHmac("sha256", key).update(Uint8Array.from(fixed)).digest();
      const given = { scheme: "SP800_108_HMAC", kind: "AES-256", key, input } as const;
      expect(ours({ ...given, cardType: cardTypeNamed("piv-9b-aes256") })).toBe(toHex(theirs));
    }),
  );
});
