import type { Permission } from "@unlatch/core/access/permissions";
import { tokenScopes } from "@unlatch/core/access/token-scopes";
import type { OwnRole } from "../platform/actor.ts";
import { roleRepository } from "../identity/roles/role.repository.ts";
import { type UserRecord, userRepository } from "../identity/index.ts";
import { apiTokenRepository } from "../identity/tokens/api-token.repository.ts";
import { newTokenText, shownPrefix } from "../identity/tokens/token-text.ts";
import { hashOfToken } from "../identity/sessions/session-token.ts";
import { aUser, type Ground } from "./builders.ts";
import type { Caller, TestApi } from "./test-api.ts";

const refusal = "... on Refusal { code message field }";
const beyond = "... on BeyondOwnPermissions { permissions }";

/** What each mutation of roles and tokens is asked for. */
const selections = {
  saveRole: `... on RoleSaved { role { id name permissions isBuiltIn version members { count } } }
    ... on RoleChangedMeanwhile { role { name version } } ${beyond} ${refusal}`,
  removeRole: `... on RoleRemoved { name } ${refusal}`,
  assignRole: `... on RoleAssigned { user { username role roleId roleName } } ${beyond} ${refusal}`,
  createApiToken: `... on ApiTokenCreated { token apiToken { id name prefix scopes createdAt expiresAt lastUsedAt
    revokedAt createdBy { username } } } ... on ApiTokenScopesUnusable { permissions } ${beyond} ${refusal}`,
  revokeApiToken: `... on ApiTokenRevoked { apiToken { id revokedAt } } ${refusal}`,
} as const;

// oxlint-disable-next-line typescript/no-explicit-any
type Came = Record<string, any>;

/** Runs a mutation of roles or tokens. @returns what came of it */
export async function decides(caller: Caller, name: keyof typeof selections, input: object): Promise<Came> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${selections[name]} } }`;
  const { data, errors } = await caller.graphql(document, { input });
  if (!data) throw new Error(`${name} answered ${JSON.stringify(errors)}`);
  return data[name] as Came;
}

let count = 0;

/** @returns a role of the organisation's own */
export async function anOwnRole(
  { unitOfWork, random }: Ground,
  permissions: readonly Permission[],
  name = `Role ${(count += 1)}`,
): Promise<OwnRole> {
  const role = { id: random.id(), name, permissions };
  await unitOfWork.unaudited((sql) => roleRepository(sql).add({ ...role, isBuiltIn: false, version: 1 }));
  return role;
}

/** @returns a person who has a role of the organisation's own */
export async function aUserWithOwnRole(ground: Ground, permissions: readonly Permission[]): Promise<UserRecord> {
  const [user, ownRole] = [await aUser(ground), await anOwnRole(ground, permissions)];
  await ground.unitOfWork.unaudited((sql) =>
    userRepository(sql).saveRole(user.id, { role: user.role, ownRoleId: ownRole.id }),
  );
  return { ...user, ownRole };
}

/** @returns a token in somebody's name, which may everything that a token can */
export async function anApiToken(
  { unitOfWork, random, clock }: Ground,
  user: UserRecord,
  scopes: readonly Permission[] = tokenScopes,
): Promise<{ id: string; token: string }> {
  const [id, token, createdAt] = [random.id(), newTokenText(random), clock()];
  const expiresAt = new Date(createdAt.getTime() + 86_400_000);
  const kept = { id, userId: user.id, name: `Token ${(count += 1)}`, prefix: shownPrefix(token), scopes };
  await unitOfWork.unaudited((sql) =>
    apiTokenRepository(sql).add(hashOfToken(token), {
      ...kept,
      createdAt,
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    }),
  );
  return { id, token };
}

/** @returns a program that asks with a token, as a caller */
export function aProgram(api: TestApi, token: string): Caller {
  const caller = api.stranger();
  const inject: Caller["inject"] = (options) =>
    caller.inject({ ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
  return {
    cookies: caller.cookies,
    inject,
    graphql: (query, variables = {}) =>
      inject({
        method: "POST",
        url: "/graphql",
        headers: { accept: "application/graphql-response+json", "content-type": "application/json" },
        payload: { query, variables },
      }),
  };
}
