import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each(["/", "/cards", "/cards/7?tab=1#keys", "/admin/users?search=%2F%2Fx"])("%j is a path of our own", (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  [undefined],
  [""],
  ["cards"],
  ["//attacker.example"],
  ["/\\attacker.example"],
  ["/.//attacker.example"],
  ["/%2e//attacker.example"],
  ["/cards/..//attacker.example"],
  ["/cards\\..\\x"],
  ["https://attacker.example/"],
  ["javascript:alert(1)"],
  ["/\t/attacker.example"],
  ["/cards\r\nlocation: x"],
  [" /cards"],
  [`/${"x".repeat(500)}`],
])("%j is none", (given) => {
  expect(ownPath(given)).toBeNull();
});
