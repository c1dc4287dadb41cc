import { expect, test } from "vitest";
import { signInBlocks } from "./sign-in-blocks.ts";

const method = (kind: "PASSKEY" | "PASSWORD" | "OPENID_CONNECT" | "LDAP", label: string = kind) => ({
  id: label,
  kind,
  label,
  position: 1,
});
const shown = (methods: readonly ReturnType<typeof method>[], hasPasskeys = true) =>
  signInBlocks(methods, hasPasskeys).map(({ type, methods: inside }) => [type, ...inside.map(({ label }) => label)]);

test("the parts stand in the order that administrators want", () => {
  expect(shown([method("PASSKEY"), method("PASSWORD"), method("OPENID_CONNECT")])).toEqual([
    ["Buttons", "PASSKEY"],
    ["Form", "PASSWORD"],
    ["Buttons", "OPENID_CONNECT"],
  ]);
  expect(shown([method("OPENID_CONNECT", "a"), method("PASSKEY"), method("OPENID_CONNECT", "b")])).toEqual([
    ["Buttons", "a", "PASSKEY", "b"],
  ]);
});

test("all accounts with a password share one form, where the first of them stands", () => {
  expect(shown([method("LDAP"), method("PASSKEY"), method("PASSWORD")])).toEqual([
    ["Form", "LDAP", "PASSWORD"],
    ["Buttons", "PASSKEY"],
  ]);
});

test("a browser without passkeys is not offered one", () => {
  expect(shown([method("PASSKEY"), method("PASSWORD")], false)).toEqual([["Form", "PASSWORD"]]);
  expect(shown([method("PASSKEY")], false)).toEqual([]);
});
