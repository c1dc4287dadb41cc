import { expect, test } from "vitest";
import { providerAddress } from "./provider-address.ts";

test("says what for, and where to go on", () => {
  expect(providerAddress("m1", "sign-in")).toBe("/auth/oidc/m1/start");
  expect(providerAddress("m1", "sign-in", "/cards/7?a=b")).toBe("/auth/oidc/m1/start?next=%2Fcards%2F7%3Fa%3Db");
  expect(providerAddress("m1", "step-up")).toBe("/auth/oidc/m1/start?purpose=step-up");
});
