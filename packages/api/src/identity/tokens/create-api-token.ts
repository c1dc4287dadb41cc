import { type Permission, permissions } from "@unlatch/core/access/permissions";
import { tokenScopes } from "@unlatch/core/access/token-scopes";
import type { Person } from "../../platform/actor.ts";
import type { Random } from "../../platform/random.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type BeyondOwnPermissions, beyondOwnPermissions } from "../roles/beyond-own-permissions.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import { type ApiTokenRecord, apiTokenRepository } from "./api-token.repository.ts";
import { newTokenText, shownPrefix } from "./token-text.ts";

/** The longest life of a token. */
export const longestTokenDays = 366;
const longestMs = longestTokenDays * 24 * 60 * 60 * 1000;

/** A token as it is to be. */
export interface CreateApiTokenCommand {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date;
}

/** What comes of it. The token itself is shown once. */
export type CreateApiTokenOutcome =
  | { readonly type: "ApiTokenCreated"; readonly token: string; readonly apiToken: ApiTokenRecord }
  | { readonly type: "ApiTokenNameUnusable" }
  | { readonly type: "ApiTokenScopesUnusable"; readonly permissions: readonly Permission[] }
  | { readonly type: "ApiTokenExpiryUnusable" }
  | BeyondOwnPermissions
  | StepUpNeeded;

const usableName = /^[\p{L}\p{N}](?:[\p{L}\p{N} .,:&()/_-]{0,48}[\p{L}\p{N}.)])?$/u;

/** Makes a token by which a program asks in the name of whoever makes it, with a part of what they may, until a day. */
export const makeCreateApiToken =
  ({ freshChange, random }: { freshChange: FreshChange; random: Random }) =>
  (person: Person, command: CreateApiTokenCommand): Promise<CreateApiTokenOutcome> =>
    freshChange<CreateApiTokenOutcome>(
      { name: "token.create", success: "ApiTokenCreated" },
      person,
      async ({ sql, concerns }, now) => {
        const [name, scopes] = [command.name.trim(), permissions.filter((one) => command.scopes.includes(one))];
        const refusal = whyNotCreate(person, { ...command, name, scopes }, now);
        if (refusal) return refusal;
        const token = newTokenText(random);
        const apiToken: ApiTokenRecord = {
          id: random.id(),
          userId: person.userId,
          name,
          prefix: shownPrefix(token),
          scopes,
          createdAt: now,
          expiresAt: command.expiresAt,
          lastUsedAt: null,
          revokedAt: null,
        };
        await apiTokenRepository(sql).add(hashOfToken(token), apiToken);
        concerns({ facts: { token: name, tokenId: apiToken.id, scopes: scopes.join(" ") } });
        return { type: "ApiTokenCreated", token, apiToken };
      },
    );

function whyNotCreate(person: Person, { name, scopes, expiresAt }: CreateApiTokenCommand, now: Date) {
  if (!usableName.test(name)) return { type: "ApiTokenNameUnusable" } as const;
  const impossible = scopes.filter((scope) => !tokenScopes.includes(scope));
  if (scopes.length === 0 || impossible.length > 0) {
    return { type: "ApiTokenScopesUnusable", permissions: impossible } as const;
  }
  const lifeMs = expiresAt.getTime() - now.getTime();
  if (lifeMs <= 0 || lifeMs > longestMs) return { type: "ApiTokenExpiryUnusable" } as const;
  return beyondOwnPermissions(person, scopes);
}
