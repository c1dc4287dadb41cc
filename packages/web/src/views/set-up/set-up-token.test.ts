import { expect, test } from "vitest";
import { setUpToken } from "./set-up-token.ts";

test("reads the token of a set-up link", () => {
  expect(setUpToken("#kJ3_x-9QpLm2Vw8ZtY5uRg")).toBe("kJ3_x-9QpLm2Vw8ZtY5uRg");
});

test.each(["", "#", "#top", "#<script>alert(1)</script>"])("finds no token in %o", (hash) => {
  expect(setUpToken(hash)).toBeNull();
});
