import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { makeLinkTokens } from "./link-token.ts";

const sealOf = (key: string) => ({
  fingerprintOf: (text: string) => createHmac("sha256", key).update(text).digest("hex"),
});
const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const tokens = makeLinkTokens(sealOf("a"));
const token = tokens.tokenOf({ id, purpose: "NOT_ME" });

test("a token opens the link that it was made for, and is safe behind the # of an address", () => {
  expect(token).toMatch(/^[\w-]{54}$/);
  expect(tokens.idIn(token, "NOT_ME")).toBe(id);
});

test("it is the same whenever it is made, so that it is kept nowhere", () => {
  expect(makeLinkTokens(sealOf("a")).tokenOf({ id, purpose: "NOT_ME" })).toBe(token);
});

test("it opens nothing for another purpose, and nothing at another installation", () => {
  expect(tokens.idIn(token, "CONFIRM_ADDRESS")).toBeNull();
  expect(makeLinkTokens(sealOf("b")).idIn(token, "NOT_ME")).toBeNull();
});

test("whatever single bit of it is another opens nothing", () => {
  const bytes = Buffer.from(token, "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(tokens.idIn(changed.toString("base64url"), "NOT_ME")).toBeNull();
  }
});

test("what is no token opens nothing", () => {
  for (const wrong of ["", "x", token.slice(1), `${token}AAAA`, "A".repeat(1_000_000), "\0", "ø", "= =", id]) {
    expect(tokens.idIn(wrong, "NOT_ME")).toBeNull();
  }
});
