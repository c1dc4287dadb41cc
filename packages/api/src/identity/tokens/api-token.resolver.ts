import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import type { BatchLoader } from "../../platform/per-request.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import { User } from "../accounts/user.types.ts";
import * as types from "./api-token.types.ts";
import type { ApiTokenRecord, makeApiTokensReadModel } from "./api-tokens.read-model.ts";
import type { makeCreateApiToken } from "./create-api-token.ts";
import type { makeRevokeApiToken } from "./revoke-api-token.ts";

/** API tokens: which there are, making and revoking them. */
@Resolver(() => types.ApiToken)
export class ApiTokenResolver {
  constructor(
    private readonly verbs: {
      readonly apiTokens: ReturnType<typeof makeApiTokensReadModel>;
      readonly usersOf: (context: RequestContext) => BatchLoader<User>;
      readonly createApiToken: ReturnType<typeof makeCreateApiToken>;
      readonly revokeApiToken: ReturnType<typeof makeRevokeApiToken>;
    },
  ) {}

  @Query(() => types.ApiTokenConnection, { description: "API tokens, the newest first; the revoked ones as well." })
  @Requires("token:write")
  apiTokens(
    @Arg("first", () => Int, { description: "How many: 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor to go on after." }) after?: string | null,
  ) {
    return this.verbs.apiTokens({ first, after });
  }

  @FieldResolver(() => User, { description: "Who made it, and in whose name it asks." })
  @Requires("token:write")
  createdBy(@Root() { userId }: ApiTokenRecord, @Ctx() context: RequestContext) {
    return this.verbs.usersOf(context).load(userId);
  }

  @Mutation(() => types.CreateApiTokenResult, { description: "Makes a token for a program. It is shown this once." })
  @Requires("token:write")
  createApiToken(
    @Arg("input", () => types.CreateApiTokenInput, { description: "The token." }) input: types.CreateApiTokenInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.createApiToken(actor as Person, input);
  }

  @Mutation(() => types.RevokeApiTokenResult, { description: "Revokes a token: its next request is refused." })
  @Requires("token:write")
  revokeApiToken(
    @Arg("input", () => types.RevokeApiTokenInput, { description: "Which." }) input: types.RevokeApiTokenInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.revokeApiToken(actor, input);
  }
}
