import { expect, test } from "vitest";
import { weaknessOf } from "./password-rules.ts";

test.each([
  ["", "TOO_SHORT"],
  ["fourteen chars", "TOO_SHORT"],
  ["😀".repeat(14), "TOO_SHORT"],
  ["x y z ".repeat(43), "TOO_LONG"],
  ["maria.gonzalez@x", "IS_USERNAME"],
  ["Maria.Gonzalez@X maria.gonzalez@x", "IS_USERNAME"],
  ["aaaaaaaaaaaaaaa", "TOO_COMMON"],
  ["abcabcabcabcabc", "TOO_COMMON"],
  ["password1234567", "TOO_COMMON"],
  ["123456789012345", "TOO_COMMON"],
  ["abcdefghijklmno", "TOO_COMMON"],
  ["qwertyuiopasdfghjkl", "TOO_COMMON"],
  ["Welcome Unlatch 1", "TOO_COMMON"],
])("refuses %j: %s", (password, weakness) => {
  expect(weaknessOf(password, "maria.gonzalez@x")).toBe(weakness);
});

test.each([
  "correct horse battery staple",
  "eine lange Nacht in Bern",
  "fifteen letters",
  "mein Hund heißt Otto",
  "密码不能是用户名也不能太短才行吧",
  "rutobi-reside-bozuke-81",
])("takes %j, whatever it is made of", (password) => {
  expect(weaknessOf(password, "maria.gonzalez@x")).toBeNull();
});
