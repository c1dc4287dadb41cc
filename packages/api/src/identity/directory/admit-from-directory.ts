import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import type { makeAdmitPerson, SecondFactorNeeded, SignedInOutcome } from "../sessions/admit-person.ts";
import { maySignIn } from "../sessions/session-life.ts";
import type { DirectoryKindName, DirectoryRules } from "../sign-in-methods/sign-in-method-kinds.ts";
import type { DirectoryClaims } from "./directory-claims.ts";
import { endDirectoryAccess } from "./end-directory-access.ts";
import { type ExternalIdentity, externalIdentityRepository } from "./external-identity.repository.ts";
import { findPerson, remember } from "./find-person.ts";

/** What comes of somebody whom a directory vouches for. */
export type AdmitFromDirectoryOutcome =
  | SignedInOutcome
  | SecondFactorNeeded
  /** The directory knows them, and they have no account here. */
  | { readonly type: "NoAccountHere" }
  /** They are not in the group that may come in; whatever sessions they had are over. */
  | { readonly type: "DirectoryAccessEnded" };

/** Somebody at the door: by which method they come, what it says of them, and from where. */
export interface DirectoryArrival {
  readonly method: { readonly id: string; readonly kind: DirectoryKindName; readonly rules: DirectoryRules };
  readonly claims: DirectoryClaims;
  readonly origin: SignInOrigin;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
  readonly admitPerson: ReturnType<typeof makeAdmitPerson>;
}

/** So long ago that the proof counts for nothing that wants a fresh one. */
const unknownTime = new Date(0);

/**
 * Lets somebody in whom a directory or provider vouches for: finds or makes their account by rule, asks for the second
 * factor that they have here, and keeps out who is not in the group any more. Runs inside the caller's unit.
 */
export const makeAdmitFromDirectory =
  (deps: Deps) =>
  async (work: Work, arrival: DirectoryArrival): Promise<AdmitFromDirectoryOutcome> => {
    const { method, claims, origin } = arrival;
    const { sql, concerns } = work;
    concerns({ facts: { method: method.kind, methodId: method.id } });
    const known = await externalIdentityRepository(sql).bySubject(method.id, claims.subject);
    if (!claims.isInRequiredGroup) {
      if (known) await endDirectoryAccess(work, known);
      return { type: "DirectoryAccessEnded" };
    }
    const found = known ?? (await newcomer(deps, sql, arrival));
    const user = found && (await userRepository(sql).lockById(found.userId));
    // Unlinked, reset or ended while waiting for the lock: what stands there now counts.
    const identity = user && (await externalIdentityRepository(sql).bySubject(method.id, claims.subject));
    if (!user || identity?.userId !== user.id) return { type: "NoAccountHere" };
    concerns({ subjectUserId: user.id, subjectName: user.username });
    const admitted = await goneOnWith(sql, user, identity);
    if (!maySignIn(admitted)) return { type: "NoAccountHere" };
    const now = deps.clock();
    await externalIdentityRepository(sql).sawAt(identity, now);
    return deps.admitPerson(work, admitted, {
      provedWith: method.kind,
      origin,
      provedAt: earlier(claims.authenticatedAt ?? unknownTime, now),
      standsAlone: claims.isMultiFactor,
    });
  };

/** What lets people in from a directory. */
export type AdmitFromDirectory = ReturnType<typeof makeAdmitFromDirectory>;

async function newcomer(
  deps: Deps,
  sql: Sql,
  { method: { id: methodId, rules }, claims }: DirectoryArrival,
): Promise<ExternalIdentity | null> {
  const identities = externalIdentityRepository(sql);
  const found = await findPerson(deps, sql, { rules, claims });
  if (found) await remember(sql, { methodId, subject: claims.subject, found, now: deps.clock() });
  // Whoever comes twice at once finds what the other one of them has just written.
  return identities.bySubject(methodId, claims.subject);
}

/** An account that losing the group made inactive, and nobody touched since, is active again with the group. */
async function goneOnWith(sql: Sql, user: UserRecord, { endedAtVersion }: ExternalIdentity): Promise<UserRecord> {
  if (user.state !== "INACTIVE" || endedAtVersion !== user.version) return user;
  await userRepository(sql).saveState(user.id, "ACTIVE");
  return { ...user, state: "ACTIVE", version: user.version + 1 };
}

const earlier = (one: Date, other: Date) => (one < other ? one : other);
