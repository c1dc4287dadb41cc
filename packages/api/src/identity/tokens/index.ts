import type { Clock } from "../../platform/clock.ts";
import { batchLoader, perRequest } from "../../platform/per-request.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { FreshChange } from "../proof/fresh-change.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { ApiTokenResolver } from "./api-token.resolver.ts";
import { makeApiTokensReadModel } from "./api-tokens.read-model.ts";
import { makeCreateApiToken } from "./create-api-token.ts";
import { makeProgramAsking } from "./program-asking.ts";
import { makeRevokeApiToken } from "./revoke-api-token.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly throttle: SignInThrottle;
  readonly freshChange: FreshChange;
}

/** Puts together what is done with API tokens, and what they are recognised by. */
export function makeApiTokens(parts: Parts) {
  const { reader } = parts;
  const createApiToken = makeCreateApiToken(parts);
  const verbs = {
    apiTokens: makeApiTokensReadModel(reader),
    usersOf: perRequest(() => batchLoader((ids) => userRepository(reader).byIds(ids))),
    createApiToken,
    revokeApiToken: makeRevokeApiToken(parts),
  };
  return { createApiToken, programAsking: makeProgramAsking(parts), resolvers: [new ApiTokenResolver(verbs)] };
}
