import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import { type BeyondOwnPermissions, moreThanOwn } from "../roles/beyond-own-permissions.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import { passkeyRepository } from "../passkeys/passkey.repository.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { missingProofAtBrowser } from "../proof/missing-proof-at-browser.ts";
import { pendingSignInRepository } from "../proof/pending-sign-in.repository.ts";
import type { RecoveryCodes } from "../recovery/recovery-codes.ts";
import { maySignIn } from "../sessions/session-life.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import { knownDeviceRepository } from "../throttle/known-device.repository.ts";
import { apiTokenRepository } from "../tokens/api-token.repository.ts";
import { totpSecretRepository } from "../totp/totp-secret.repository.ts";
import type { MadeLink, MakeLink } from "./make-link.ts";

/** What comes of it. The link is shown once. */
export type ResetUserSignInOutcome =
  | ({ readonly type: "UserSignInReset"; readonly user: UserRecord } & MadeLink)
  | { readonly type: "UserNotFound" }
  | { readonly type: "UserOutOfUse" }
  | BeyondOwnPermissions
  | StepUpNeeded;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly makeLink: MakeLink;
  readonly recoveryCodes: RecoveryCodes;
}

/**
 * Takes all ways to sign in away from somebody who lost theirs, ends their sessions and their API tokens, and makes a one-time
 * link with which they set a password. For a while no response is released to them.
 */
export const makeResetUserSignIn =
  ({ unitOfWork, clock, makeLink, recoveryCodes }: Deps) =>
  (actor: Actor, { userId }: { userId: string }): Promise<ResetUserSignInOutcome> =>
    unitOfWork.audited<ResetUserSignInOutcome>(
      { name: "user.resetSignIn", success: "UserSignInReset" },
      actor,
      async ({ sql, concerns }) => {
        const user = await userRepository(sql).lockById(userId);
        if (!user) return { type: "UserNotFound" };
        concerns({ subjectUserId: user.id, subjectName: user.username });
        const beyond = moreThanOwn(actor, user);
        if (beyond) return beyond;
        if (!maySignIn(user)) return { type: "UserOutOfUse" };
        const missing = await missingProofAtBrowser(sql, actor, clock());
        if (missing) return missing;
        await takeAwayEverything(sql, user.id, recoveryCodes);
        await userRepository(sql).noteSignInReset(user.id, clock());
        await apiTokenRepository(sql).revokeAllOf(user.id, clock());
        return { type: "UserSignInReset", user, ...(await makeLink(sql, user.id, "RESET")) };
      },
    );

async function takeAwayEverything(sql: Sql, userId: string, recoveryCodes: RecoveryCodes): Promise<void> {
  await userRepository(sql).savePassword(userId, null);
  await passkeyRepository(sql).removeAllOf(userId);
  await externalIdentityRepository(sql).removeLinkedOf(userId);
  await totpSecretRepository(sql).removeAllOf(userId);
  await recoveryCodes.removeAllOf(sql, userId);
  await knownDeviceRepository(sql).removeAllOf(userId);
  await pendingSignInRepository(sql).removeAllOf(userId);
  await sessionRepository(sql).removeAllOf(userId);
}
