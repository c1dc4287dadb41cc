import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { type ApiTokenRecord, apiTokenRepository } from "./api-token.repository.ts";

/** What comes of revoking a token. */
export type RevokeApiTokenOutcome =
  | { readonly type: "ApiTokenRevoked"; readonly apiToken: ApiTokenRecord }
  | { readonly type: "ApiTokenNotFound" };

/** Revokes a token: the next request with it is refused, on every replica. It takes no fresh proof, for it only closes. */
export const makeRevokeApiToken =
  ({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) =>
  (actor: Actor, { tokenId }: { readonly tokenId: string }): Promise<RevokeApiTokenOutcome> =>
    unitOfWork.audited<RevokeApiTokenOutcome>(
      { name: "token.revoke", success: "ApiTokenRevoked" },
      actor,
      async ({ sql, concerns }) => {
        const tokens = apiTokenRepository(sql);
        const token = await tokens.lockById(tokenId);
        if (!token) return { type: "ApiTokenNotFound" };
        concerns({ subjectUserId: token.userId, facts: { token: token.name, tokenId: token.id } });
        const revokedAt = token.revokedAt ?? clock();
        await tokens.revoke(token.id, revokedAt);
        return { type: "ApiTokenRevoked", apiToken: { ...token, revokedAt } };
      },
    );
