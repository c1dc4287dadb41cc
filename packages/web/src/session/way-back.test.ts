import { expect, test } from "vitest";
import { wayBack } from "./way-back.ts";

test.each(["/", "/cards/c1", "/admin/audit?outcome=refused&page=2", "/processes/p1/response"])(
  "goes back to %s",
  (path) => {
    expect(wayBack(path)).toBe(path);
  },
);

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "/\t/elsewhere.example/",
  "/cards\\..\\",
  "javascript:alert(1)",
  "cards/c1",
  "",
])("never leads out of this site: %j", (path) => {
  expect(wayBack(path)).toBeNull();
});

test.each([undefined, null, ["/cards/c1", "/"], 7])("takes nothing but one path: %j", (next) => {
  expect(wayBack(next)).toBeNull();
});

test("does not go back to the sign-in page itself", () => {
  expect(wayBack("/sign-in?next=/")).toBeNull();
});
