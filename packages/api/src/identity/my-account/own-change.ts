import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { Outcome, UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import { missingProof, ownChangeSeconds, type StepUpNeeded } from "../proof/fresh-proof.ts";
import { hasSecondFactor, hasSecondFactorFrom, type WaysIn, waysInOf } from "../proof/ways-in.read-model.ts";
import { type SessionRecord, sessionRepository } from "../sessions/session.repository.ts";

/** What a change of one's own account starts from, locked until the unit ends. */
export interface OwnAccount {
  readonly work: Work;
  readonly user: UserRecord;
  readonly ways: WaysIn;
  readonly session: SessionRecord;
  readonly now: Date;
}

/** Something of the account was changed. */
export type AccountSaved = { readonly type: "AccountSaved" };

/** Changes something of a person's own account, after a fresh proof of who they are. */
export type OwnChange = <O extends Outcome>(
  action: { readonly name: string; readonly success: O["type"] },
  person: Person,
  change: (account: OwnAccount) => Promise<O>,
) => Promise<O | StepUpNeeded>;

/** @returns what every change of one's own account goes through */
export function makeOwnChange({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): OwnChange {
  return <O extends Outcome>(
    action: { readonly name: string; readonly success: O["type"] },
    person: Person,
    change: (account: OwnAccount) => Promise<O>,
  ) =>
    unitOfWork.audited<Outcome>(action, person, async (work) => {
      const now = clock();
      const user = await userRepository(work.sql).lockById(person.userId);
      const wanted = { maxAgeSeconds: ownChangeSeconds, acceptsRecoveryCode: true, now };
      const missing = await missingProof(work.sql, person, wanted);
      const session = await sessionRepository(work.sql).byId(person.sessionId ?? "");
      if (missing || !user || !session)
        return missing ?? { type: "StepUpNeeded", maxAgeSeconds: ownChangeSeconds, methods: [] };
      const ways = await waysInOf(work.sql, user.id);
      return change({ work, user, ways, session, now });
    }) as Promise<O | StepUpNeeded>;
}

/** A second factor that was there for so long is one that its person knows. */
const knownAfterMs = 24 * 60 * 60 * 1000;

/**
 * Notes a new second factor. The session counts as proved by it; and where it takes the place of another one, or of a lost
 * one, made known by a recovery code, that is a reset: for a while nothing is released.
 */
export async function noteNewFactor(
  { work, user, ways, session, now }: OwnAccount,
  method: "PASSKEY" | "TOTP",
): Promise<void> {
  const isReset = session.provedWith.includes("RECOVERY_CODE") || (method === "TOTP" && ways.hasTotp);
  if (isReset) await userRepository(work.sql).noteSignInReset(user.id, now);
  const provedWith = [...new Set([...session.provedWith, method])];
  await sessionRepository(work.sql).prove(session.id, { provedAt: now, provedWith });
}

/**
 * Notes that a second factor is gone. It counts as a reset unless one is left that the person has had for a while: whoever
 * adds their own and takes the person's away has replaced it. Without any, the recovery codes are worth nothing.
 */
export async function noteFactorRemoved(sql: Sql, { user, now }: OwnAccount): Promise<void> {
  if (!hasSecondFactor(await waysInOf(sql, user.id))) {
    await sql.run("DELETE FROM recovery_codes WHERE user_id = ?", [user.id]);
  }
  const known = await hasSecondFactorFrom(sql, user.id, new Date(now.getTime() - knownAfterMs));
  if (!known) await userRepository(sql).noteSignInReset(user.id, now);
}
