import { permissions } from "@unlatch/core/access/permissions";
import { expect, test } from "vitest";
import access from "../../i18n/en/admin-access.json";
import { everyonesNames, groupsForRoles, groupsForTokens, permissionName } from "./permission-groups.ts";

const offered = (groups: ReturnType<typeof groupsForRoles>) => groups.flatMap((group) => [...group.permissions]);

test("every permission can be chosen for a role once, but for what everybody may", () => {
  const names = [...offered(groupsForRoles()), ...everyonesNames];
  expect(names.toSorted()).toEqual(permissions.map(permissionName).toSorted());
});

test("a token is offered nothing that takes a person", () => {
  const names = offered(groupsForTokens());
  expect(names).toContain("CARD_READ_ANY");
  expect(names).not.toContain("PROCESS_RUN_OWN");
  expect(names).not.toContain("TOKEN_WRITE");
});

test("every permission has a sentence that says what it allows", () => {
  const sentences: Record<string, string> = access.permission;
  expect(permissions.filter((one) => !sentences[permissionName(one)])).toEqual([]);
});
