import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { BegunSession, SignInOrigin } from "../../platform/request-context.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import type { UserRecord } from "../accounts/user.repository.ts";
import type { PasskeyCeremonies } from "../passkeys/passkey-ceremonies.ts";
import { passkeyRepository } from "../passkeys/passkey.repository.ts";
import { pendingSignInRepository } from "../proof/pending-sign-in.repository.ts";
import type { ProofMethod } from "../proof/proof-methods.ts";
import { hasSecondFactor, secondFactorsOf, waysInOf } from "../proof/ways-in.read-model.ts";
import type { makeBeginSession } from "./begin-session.ts";
import { hashOfToken, newToken } from "./session-token.ts";

/** Somebody is signed in; the token goes into the cookie and nowhere else. */
export type SignedInOutcome = { readonly type: "SignedIn"; readonly begun: BegunSession };

/** The first factor was right; the person has a second one, and it is awaited. */
export interface SecondFactorNeeded {
  readonly type: "SecondFactorNeeded";
  readonly methods: readonly ProofMethod[];
  /** By which the sign-in is gone on with; good for nothing else. */
  readonly pendingId: string;
  /** For the authenticator; null where the person has no passkey. */
  readonly passkeyOptionsJson: string | null;
}

/** How long a sign-in waits for its second factor. */
const pendingLifeMs = 5 * 60 * 1000;

/** The first factor that was right, and where it came from. */
export interface FirstFactor {
  readonly provedWith: ProofMethod;
  readonly origin: SignInOrigin;
  /** When it was proved, where that was elsewhere and before now. */
  readonly provedAt?: Date;
  /** Whether it was more than one factor already. */
  readonly standsAlone?: boolean;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
  readonly ceremonies: PasskeyCeremonies;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

/**
 * Lets somebody in whose first factor was right: with a session where they have nothing more, else after their second
 * factor. Every way to sign in that proves one thing only ends here.
 */
export const makeAdmitPerson =
  ({ clock, random, ceremonies, beginSession }: Deps) =>
  async (
    { sql, concerns }: Work,
    user: UserRecord,
    { provedWith, origin, provedAt, standsAlone = false }: FirstFactor,
  ): Promise<SignedInOutcome | SecondFactorNeeded> => {
    const ways = await waysInOf(sql, user.id);
    if (standsAlone || !hasSecondFactor(ways)) {
      const begun = await beginSession(sql, user, { ...origin, provedWith: [provedWith], provedAt });
      concerns({ actor: begun.person, ...(begun.isNewBrowser ? { facts: { device: "new" } } : {}) });
      return { type: "SignedIn", begun };
    }
    const pendingId = newToken(random);
    const [idHash, now] = [hashOfToken(pendingId), clock()];
    const expiresAt = new Date(now.getTime() + pendingLifeMs);
    const pending = { idHash, userId: user.id, provedWith: [provedWith], tries: 0, expiresAt };
    await pendingSignInRepository(sql).add(pending, now);
    const ceremony = { purpose: `PENDING ${idHash}`, siteOrigin: origin.siteOrigin } as const;
    const passkeys = ways.passkeys > 0 ? await passkeyRepository(sql).ofUser(user.id) : [];
    const passkeyOptionsJson = passkeys.length > 0 ? await ceremonies.signingOptions(ceremony, passkeys) : null;
    return { type: "SecondFactorNeeded", methods: secondFactorsOf(ways, true), pendingId, passkeyOptionsJson };
  };
