import { expect, test } from "vitest";
import { customCardType, readCustomCardType } from "./custom-card-type.ts";
import { respond } from "./respond.ts";

const described = { cipher: "3DES", mode: "CBC", challengeLengths: [16, 8, 8], keyLength: 24 };

test("a described card type answers like any other", () => {
  const read = readCustomCardType(described);
  if (read.type !== "CustomCardTypeRead") throw new Error(read.part);
  expect(read.custom.challengeLengths).toEqual([8, 16]);
  const type = customCardType(read.custom);
  expect(type).toMatchObject({ name: "custom", label: "Custom, 3DES CBC", keyLengths: [24] });
  expect(respond(type, new Uint8Array(24), new Uint8Array(16))).toHaveLength(16);
});

test.each([
  ["cipher", { cipher: "NONE" }, ["3DES", "AES-128", "AES-192", "AES-256"]],
  ["mode", { mode: "OFB" }, ["ECB", "CBC"]],
  ["challengeLengths", { challengeLengths: [] }, [8, 16, 24, 32, 40, 48, 56, 64]],
  ["challengeLengths", { challengeLengths: [7] }, [8, 16, 24, 32, 40, 48, 56, 64]],
  ["challengeLengths", { cipher: "AES-128", keyLength: 16, challengeLengths: [8] }, [16, 32, 48, 64, 80, 96, 112, 128]],
  ["keyLength", { keyLength: 32 }, [16, 24]],
  ["keyLength", { cipher: "AES-256", challengeLengths: [16] }, [32]],
])("%s that does not go with the rest is named with what would", (part, changed, possible) => {
  expect(readCustomCardType({ ...described, ...changed })).toEqual({ type: "CustomCardTypeWrong", part, possible });
});
