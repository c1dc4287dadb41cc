import type { Person } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { type SessionRecord, sessionRepository } from "../sessions/session.repository.ts";
import type { ProofMethod } from "./proof-methods.ts";
import { hasSecondFactor, secondFactorsOf, type WaysIn, waysInOf } from "./ways-in.read-model.ts";

/** The person has to prove once more that it is them. */
export interface StepUpNeeded {
  readonly type: "StepUpNeeded";
  /** How old a proof may be. */
  readonly maxAgeSeconds: number;
  /** What will do, the best first. */
  readonly methods: readonly ProofMethod[];
}

/** What a proof must be like. */
export interface ProofWanted {
  readonly maxAgeSeconds: number;
  /** Whether a recovery code will do in place of the second factor: it must, to replace a lost one. */
  readonly acceptsRecoveryCode: boolean;
  readonly now: Date;
}

/** How old a proof may be with which somebody changes how they sign in. */
export const ownChangeSeconds = 300;

/**
 * Whether a person has proved recently enough who they are: with a passkey or a code of their authenticator app where they
 * have one. Reads the session in the unit at hand, so that one that was ended meanwhile proves nothing.
 *
 * @returns what is missing, or null
 */
export async function missingProof(sql: Sql, person: Person, wanted: ProofWanted): Promise<StepUpNeeded | null> {
  const found = person.sessionId === undefined ? null : await sessionRepository(sql).byId(person.sessionId);
  const session = found?.userId === person.userId ? found : null;
  const ways = await waysInOf(sql, person.userId);
  if (session && isRecent(session, wanted) && isStrongEnough(session.provedWith, ways, wanted)) return null;
  const methods = methodsFor(ways, session, wanted);
  return { type: "StepUpNeeded", maxAgeSeconds: wanted.maxAgeSeconds, methods };
}

const isRecent = ({ provedAt }: SessionRecord, { maxAgeSeconds, now }: ProofWanted) =>
  now.getTime() - provedAt.getTime() <= maxAgeSeconds * 1000;

function isStrongEnough(provedWith: readonly ProofMethod[], ways: WaysIn, wanted: ProofWanted): boolean {
  if (!hasSecondFactor(ways)) return true;
  const strong: readonly ProofMethod[] = wanted.acceptsRecoveryCode
    ? ["PASSKEY", "TOTP", "RECOVERY_CODE"]
    : ["PASSKEY", "TOTP"];
  return provedWith.some((method) => strong.includes(method));
}

/** @returns what a person can prove themselves with; somebody from elsewhere the way they came */
export function methodsFor(
  ways: WaysIn,
  session: Pick<SessionRecord, "provedWith"> | null,
  { acceptsRecoveryCode }: Pick<ProofWanted, "acceptsRecoveryCode">,
): ProofMethod[] {
  if (hasSecondFactor(ways)) return secondFactorsOf(ways, acceptsRecoveryCode);
  const cameBy = session?.provedWith.filter((method) => method === "LDAP" || method === "OPENID_CONNECT") ?? [];
  return ways.hasPassword ? [...cameBy, "PASSWORD"] : cameBy;
}
