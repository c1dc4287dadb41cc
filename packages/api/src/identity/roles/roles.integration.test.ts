import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anOwnRole, aUserWithOwnRole, decides } from "../../test-support/access.ts";
import { aUser } from "../../test-support/builders.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import type { UserRecord } from "../index.ts";

let api: TestApi;
let administrator: Caller;
let root: UserRecord;
beforeAll(async () => {
  api = await testApi();
  root = await aUser(api.application, { role: "ADMINISTRATOR" });
});
beforeEach(async () => {
  administrator = await api.as(root);
});
afterAll(() => api.remove());

let count = 0;
const save = (input: object, caller = administrator) =>
  decides(caller, "saveRole", { name: `Desk ${(count += 1)}`, permissions: ["CARD_READ_ANY"], ...input });
const assign = (userId: string, roleId: string, caller = administrator) =>
  decides(caller, "assignRole", { userId, roleId });
const name = (outcome: Record<string, unknown>) => outcome["__typename"];
const cardsOf = async (caller: Caller) => (await caller.graphql("{ cards(first: 1) { nodes { id } } }")).data !== null;
const entries = (action: string) =>
  api.at.database.reader.rows<{ facts: string; outcome: string }>(
    "SELECT facts, outcome FROM audit_events WHERE action = ? ORDER BY sequence",
    [action],
  );

describe("a role of the organisation's own", () => {
  test("holds what everybody may and what was chosen, and is listed after those that come with Unlatch", async () => {
    const { role } = await save({ name: "  Card desk " });
    expect(role).toMatchObject({ name: "Card desk", isBuiltIn: false, version: 1, members: { count: 0 } });
    expect(role.permissions).toEqual(["CARD_READ_OWN", "CARD_READ_ANY", "PROCESS_RUN_OWN"]);
    const { data } = await administrator.graphql("{ roles { id isBuiltIn members { count precision } } }");
    expect(data?.["roles"].slice(0, 4).map(({ id }: { id: string }) => id)).toEqual([
      "ADMINISTRATOR",
      "OPERATOR",
      "AUDITOR",
      "SELF_SERVICE_USER",
    ]);
    expect(data?.["roles"]).toContainEqual({
      id: role.id,
      isBuiltIn: false,
      members: { count: 0, precision: "EXACT" },
    });
  });

  test("given to somebody, and changed, counts from their next request on, on every server", async () => {
    const replica = await api.replica();
    const user = await aUser(api.application);
    const there = replica.stranger();
    for (const [key, value] of (await api.as(user)).cookies) there.cookies.set(key, value);
    expect(await cardsOf(there)).toBe(false);
    const { role } = await save({});
    expect(await assign(user.id, role.id)).toMatchObject({
      user: { username: user.username, role: "SELF_SERVICE_USER", roleId: role.id, roleName: role.name },
    });
    expect(await cardsOf(there)).toBe(true);
    expect(name(await save({ roleId: role.id, version: 1, name: role.name, permissions: ["USER_READ"] }))).toBe(
      "RoleSaved",
    );
    expect(await cardsOf(there)).toBe(false);
    const { data } = await there.graphql("{ viewer { user { roleName } permissions } }");
    expect(data?.["viewer"]).toEqual({
      user: { roleName: role.name },
      permissions: ["CARD_READ_OWN", "PROCESS_RUN_OWN", "USER_READ"],
    });
    await replica.remove();
  });

  test("is written down with what was and what is", async () => {
    const { role } = await save({ name: "Before" });
    await save({ roleId: role.id, version: 1, name: "After", permissions: ["AUDIT_READ"] });
    const { facts } = (await entries("role.save")).at(-1)!;
    expect(JSON.parse(facts)).toEqual({
      role: "After",
      after: "card:read:own process:run:own audit:read",
      roleBefore: "Before",
      before: "card:read:own card:read:any process:run:own",
    });
    const user = await aUser(api.application, { role: "OPERATOR" });
    await assign(user.id, role.id);
    expect(JSON.parse((await entries("user.assignRole")).at(-1)!.facts)).toEqual({
      before: "OPERATOR",
      after: "After",
    });
  });

  test("ends sessions as early as an operator's, and an account out of use at once", async () => {
    const user = await aUserWithOwnRole(api.application, ["card:read:any"]);
    const caller = await api.as(user);
    await does(administrator, "setUserState", { userId: user.id, state: "INACTIVE" });
    expect((await caller.graphql("{ viewer { permissions } }")).data?.["viewer"]).toBeNull();
    expect(name(await does(administrator, "setUserState", { userId: user.id, state: "ACTIVE" }))).toBe("UserStateSet");
  });

  test("removed is gone", async () => {
    const { role } = await save({});
    expect(await decides(administrator, "removeRole", { roleId: role.id })).toEqual({
      __typename: "RoleRemoved",
      name: role.name,
    });
    expect(name(await decides(administrator, "removeRole", { roleId: role.id }))).toBe("RoleNotFound");
  });
});

describe("is refused", () => {
  test("StepUpNeeded: without a fresh proof", async () => {
    api.clock.forward(6 * 60_000);
    const user = await aUser(api.application);
    for (const outcome of [
      await save({}),
      await assign(user.id, "OPERATOR"),
      await decides(administrator, "removeRole", { roleId: "x" }),
    ]) {
      expect(name(outcome)).toBe("StepUpNeeded");
    }
  });

  test("NotPermitted: to whoever may not make roles", async () => {
    const operator = await api.as(await aUser(api.application, { role: "OPERATOR" }));
    expect(name(await save({}, operator))).toBe("NotPermitted");
  });

  test("BeyondOwnPermissions: giving, taking or changing what one does not have", async () => {
    const clerk = await api.as(await aUserWithOwnRole(api.application, ["user:read", "user:write", "role:write"]));
    expect(await save({ permissions: ["USER_READ", "AUDIT_READ"] }, clerk)).toMatchObject({
      __typename: "BeyondOwnPermissions",
      code: "BEYOND_OWN_PERMISSIONS",
      permissions: ["AUDIT_READ"],
    });
    const [user, auditor] = [await aUser(api.application), await aUser(api.application, { role: "AUDITOR" })];
    const strong = await anOwnRole(api.application, ["card:read:any"]);
    for (const outcome of [
      await assign(user.id, "ADMINISTRATOR", clerk),
      await assign(auditor.id, "SELF_SERVICE_USER", clerk),
      await assign(root.id, "SELF_SERVICE_USER", clerk),
      await assign(user.id, strong.id, clerk),
      await save({ roleId: strong.id, version: 1, permissions: [] }, clerk),
      await decides(clerk, "removeRole", { roleId: strong.id }),
      await does(clerk, "inviteUser", { username: "climber", displayName: "C", role: "ADMINISTRATOR" }),
      await does(clerk, "resetUserSignIn", { userId: root.id }),
      await does(clerk, "setUserState", { userId: auditor.id, state: "INACTIVE" }),
    ]) {
      expect(name(outcome)).toBe("BeyondOwnPermissions");
    }
    expect(name(await does(clerk, "resetUserSignIn", { userId: user.id }))).toBe("UserSignInReset");
    const weak = await anOwnRole(api.application, ["user:read"]);
    expect(name(await assign(user.id, weak.id, clerk))).toBe("RoleAssigned");
  });

  test("LastAdministrator: the last one stays one, also when two demote each other at once", async () => {
    const [one, two] = [root, await aUser(api.application, { role: "ADMINISTRATOR" })];
    const [first, second] = [await api.as(one), await api.as(two)];
    const outcomes = await Promise.all([assign(two.id, "OPERATOR", first), assign(one.id, "OPERATOR", second)]);
    const left = await api.at.database.reader.rows<{ id: string }>("SELECT id FROM users WHERE role = 'ADMINISTRATOR'");
    expect(outcomes.map(name)).toContain("RoleAssigned");
    expect(left.length).toBeGreaterThanOrEqual(1);
    const last = left[0]!;
    for (const { id } of left.slice(1)) await assign(id, "OPERATOR", await api.as({ ...root, id: last.id }));
    expect(name(await assign(last.id, "OPERATOR", await api.as({ ...root, id: last.id })))).toBe("LastAdministrator");
    root = { ...root, id: last.id };
  });

  test("UserNotFound and RoleNotFound: who or what is not there", async () => {
    const user = await aUser(api.application);
    expect(name(await assign("nobody", "OPERATOR"))).toBe("UserNotFound");
    expect(name(await assign(user.id, "JANITOR"))).toBe("RoleNotFound");
    expect(name(await save({ roleId: "11111111-1111-4111-8111-111111111111", version: 1 }))).toBe("RoleNotFound");
  });

  test("RoleBuiltIn: changing or removing what comes with Unlatch", async () => {
    expect(name(await save({ roleId: "OPERATOR", version: 0 }))).toBe("RoleBuiltIn");
    expect(name(await decides(administrator, "removeRole", { roleId: "AUDITOR" }))).toBe("RoleBuiltIn");
  });

  test("RoleNameTaken: by another one, in any case, or by one that comes with Unlatch", async () => {
    const { role } = await save({ name: "Night shift" });
    expect(name(await save({ name: "NIGHT shift" }))).toBe("RoleNameTaken");
    expect(name(await save({ name: "administrator" }))).toBe("RoleNameTaken");
    expect(name(await save({ roleId: role.id, version: 1, name: "night SHIFT" }))).toBe("RoleSaved");
    const both = await Promise.all([save({ name: "Twice" }), save({ name: "twice" })]);
    expect(new Set(both.map(name))).toEqual(new Set(["RoleNameTaken", "RoleSaved"]));
  });

  test.each([[""], [" "], ["a\u202eb"], ["x".repeat(65)], ["-desk"]])("RoleNameUnusable: %j", async (unusable) => {
    expect(name(await save({ name: unusable }))).toBe("RoleNameUnusable");
  });

  test("RoleChangedMeanwhile: saving over somebody's change shows the role as it is", async () => {
    const { role } = await save({});
    await save({ roleId: role.id, version: 1, name: "First" });
    expect(await save({ roleId: role.id, version: 1, name: "Second" })).toMatchObject({
      __typename: "RoleChangedMeanwhile",
      role: { name: "First", version: 2 },
    });
  });

  test("RoleInUse: removing what somebody has", async () => {
    const user = await aUserWithOwnRole(api.application, ["card:read:any"]);
    expect(name(await decides(administrator, "removeRole", { roleId: user.ownRole!.id }))).toBe("RoleInUse");
    await assign(user.id, "SELF_SERVICE_USER");
    expect(name(await decides(administrator, "removeRole", { roleId: user.ownRole!.id }))).toBe("RoleRemoved");
  });
});
