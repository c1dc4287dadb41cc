import { expect, test } from "vitest";
import { beyondGrants, can, grantsOf, permissions, permissionsOf, roles } from "./permissions.ts";
import { tokenScopes } from "./token-scopes.ts";

test.each([
  ["ADMINISTRATOR", [...permissions]],
  [
    "OPERATOR",
    [
      "card:read:own",
      "process:run:own",
      "card:read:any",
      "card:change-state",
      "card:unfreeze",
      "user:read",
      "attempt:reset",
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

test("a role of the organisation's own adds to what everybody may", () => {
  const clerk = { role: "SELF_SERVICE_USER", ownRole: { permissions: ["card:read:any"] } } as const;
  expect(grantsOf(clerk)).toEqual(["card:read:own", "card:read:any", "process:run:own"]);
  expect(beyondGrants(clerk, ["card:read:any", "user:write"])).toEqual(["user:write"]);
});

test("a program may what its token says and its owner still may, and nothing else", () => {
  const token = { scopes: ["card:read:any", "user:write"] } as const;
  expect(grantsOf({ role: "ADMINISTRATOR", token })).toEqual(["card:read:any", "user:write"]);
  expect(grantsOf({ role: "OPERATOR", token })).toEqual(["card:read:any"]);
  expect(grantsOf({ role: "SELF_SERVICE_USER", token })).toEqual([]);
});

test("no program can unblock a card, decide who may what, or make tokens", () => {
  for (const permission of ["process:run:own", "role:write", "token:write", "sign-in:configure"] as const) {
    expect(tokenScopes).not.toContain(permission);
  }
  expect(tokenScopes).toContain("card:read:any");
});
