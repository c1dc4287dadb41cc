import { expect, test } from "vitest";
import { linkToken } from "./link-token.ts";

test("reads the token of a one-time link", () => {
  expect(linkToken("#kJ3_x-9QpLm2Vw8ZtY5uRg")).toBe("kJ3_x-9QpLm2Vw8ZtY5uRg");
});

test.each(["", "#", "#top", "#<script>alert(1)</script>"])("finds no token in %o", (hash) => {
  expect(linkToken(hash)).toBeNull();
});
