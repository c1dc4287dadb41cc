import { expect, test } from "vitest";
import { can, permissions, permissionsOf, roles } from "./permissions.ts";

test.each([
  ["ADMINISTRATOR", [...permissions]],
  [
    "OPERATOR",
    [
      "card:read:own",
      "process:run:own",
      "card:read:any",
      "card:change-state",
      "user:read",
      "attempt:reset",
      "card:unfreeze",
    ],
  ],
  [
    "AUDITOR",
    [
      "card:read:own",
      "process:run:own",
      "card:read:any",
      "profile:read",
      "user:read",
      "audit:read",
      "key:read",
      "notice:read",
    ],
  ],
  ["SELF_SERVICE_USER", ["card:read:own", "process:run:own"]],
] as const)("%s may do exactly what the role is for", (role, allowed) => {
  expect(permissionsOf(role).toSorted()).toEqual(([...allowed] as string[]).toSorted());
  for (const permission of permissions) {
    expect(can({ role }, permission), permission).toBe((allowed as readonly string[]).includes(permission));
  }
});

test("everyone may use self-service for their own cards", () => {
  for (const role of roles) {
    expect(can({ role }, "card:read:own") && can({ role }, "process:run:own")).toBe(true);
  }
});

test("only the administrator may change profiles, and only who audits reads the audit log", () => {
  expect(roles.filter((role) => can({ role }, "profile:write"))).toEqual(["ADMINISTRATOR"]);
  expect(roles.filter((role) => can({ role }, "audit:read"))).toEqual(["ADMINISTRATOR", "AUDITOR"]);
});
