import type { Permission } from "@unlatch/core/access/permissions";
import { createUnionType, Field, ID, InputType, ObjectType } from "type-graphql";
import { makeConnection } from "../../platform/pagination.ts";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";
import { PermissionEnum } from "../accounts/user.types.ts";
import { StepUpNeeded } from "../proof/proof.types.ts";
import { BeyondOwnPermissions } from "../roles/beyond-own-permissions.types.ts";

/** An API token as the schema shows it: never the token itself. */
@ObjectType({ description: "A token by which a program asks. The token itself is shown once, when it is made." })
export class ApiToken {
  @Field(() => ID, { description: "Identifier that never changes; the audit log names it." })
  id: string;

  @Field(() => String, { description: "What it is called." })
  name: string;

  @Field(() => String, { description: "How it begins." })
  prefix: string;

  @Field(() => [PermissionEnum], { description: "What it may do, as far as whoever made it may still do it." })
  scopes: readonly Permission[];

  @Field(() => DateTime, { description: "When it was made." })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it ends." })
  expiresAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was last used, to the minute; null: never." })
  lastUsedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was revoked; null: it was not." })
  revokedAt: Date | null;
}

/** A page of API tokens. */
export const ApiTokenConnection = makeConnection(ApiToken, "ApiToken");

@InputType({ description: "A token for a program." })
export class CreateApiTokenInput {
  @Field(() => String, { description: "1 to 50 letters, digits, spaces and `. , : & ( ) / _ -`." })
  name: string;

  @Field(() => [PermissionEnum], { description: "What the program may do: at least one." })
  scopes: Permission[];

  @Field(() => DateTime, { description: "When it ends: within a year." })
  expiresAt: Date;
}

@InputType({ description: "A token to revoke." })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: "Which token." })
  tokenId: string;
}

@ObjectType({ description: "The token is made; this is the only time it is shown." })
export class ApiTokenCreated {
  @Field(() => String, { description: "The token, for the header `Authorization: Bearer …`." })
  token: string;

  @Field(() => ApiToken, { description: "What is kept of it." })
  apiToken: ApiToken;
}

@ObjectType({ description: "The token is worth nothing from now on." })
export class ApiTokenRevoked {
  @Field(() => ApiToken, { description: "What is kept of it." })
  apiToken: ApiToken;
}

@ObjectType({ implements: Refusal, description: "The name is empty, too long, or has other characters." })
export class ApiTokenNameUnusable {}

@ObjectType({ implements: Refusal, description: "No scope was chosen, or one that takes a person." })
export class ApiTokenScopesUnusable {
  @Field(() => [PermissionEnum], { description: "Those that take a person; empty: none was chosen." })
  permissions: readonly Permission[];
}

@ObjectType({ implements: Refusal, description: "The end is in the past, or more than a year away." })
export class ApiTokenExpiryUnusable {}

@ObjectType({ implements: Refusal, description: "There is no such token." })
export class ApiTokenNotFound {}

/** What comes of `createApiToken`. */
export const CreateApiTokenResult = createUnionType({
  name: "CreateApiTokenResult",
  description: "What comes of making a token.",
  types: () =>
    [
      ApiTokenCreated,
      ApiTokenNameUnusable,
      ApiTokenScopesUnusable,
      ApiTokenExpiryUnusable,
      BeyondOwnPermissions,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `revokeApiToken`. */
export const RevokeApiTokenResult = createUnionType({
  name: "RevokeApiTokenResult",
  description: "What comes of revoking a token.",
  types: () => [ApiTokenRevoked, ApiTokenNotFound, NotPermitted] as const,
  resolveType: outcomeType,
});
