import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import { checkAccount } from "../accounts/check-account.ts";
import { readMailAddress } from "../accounts/read-mail-address.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import type { DirectoryRules } from "../sign-in-methods/sign-in-method-kinds.ts";
import type { DirectoryClaims } from "./directory-claims.ts";
import { externalIdentityRepository, type IdentityOrigin } from "./external-identity.repository.ts";

/** Whose account it is that somebody came for the first time to, and how it was found. */
export interface FoundPerson {
  readonly userId: string;
  readonly origin: IdentityOrigin;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Finds the account of somebody who comes from a directory for the first time, or makes one, as the rules say. Only
 * self-service users are found or made: whoever may do more links their account themselves.
 *
 * @returns null when there is none for them
 * @see docs/adr on people from a directory
 */
export async function findPerson(
  deps: Deps,
  sql: Sql,
  { rules, claims }: { rules: DirectoryRules; claims: DirectoryClaims },
): Promise<FoundPerson | null> {
  const matched = await matchOf(sql, rules, claims);
  if (matched) return mayBeMatched(matched) ? { userId: matched.id, origin: "MATCHED" } : null;
  const made = rules.createPeople ? await makePerson(deps, sql, claims) : null;
  return made && { userId: made.id, origin: "CREATED" };
}

/** A role of the organisation's own adds to what self-service users may, and stands beside it. */
const mayBeMatched = ({ role, ownRole }: UserRecord) => role === "SELF_SERVICE_USER" && !ownRole;

async function matchOf(sql: Sql, { matchBy }: DirectoryRules, claims: DirectoryClaims): Promise<UserRecord | null> {
  switch (matchBy) {
    case "USERNAME":
      return claims.username === null ? null : userRepository(sql).byUsername(claims.username);
    case "EMAIL":
      return claims.email !== null && claims.emailIsVerified
        ? userRepository(sql).byConfirmedEmail(claims.email)
        : null;
    case "NEVER":
      return null;
    default:
      return matchBy satisfies never;
  }
}

async function makePerson({ clock, random }: Deps, sql: Sql, claims: DirectoryClaims): Promise<UserRecord | null> {
  const username = (claims.username ?? "").trim();
  const displayName = (claims.displayName ?? username).trim();
  if (checkAccount({ username, displayName, password: null })) return null;
  const user: UserRecord = {
    id: random.id(),
    username,
    displayName,
    role: "SELF_SERVICE_USER",
    state: "ACTIVE",
    version: 1,
  };
  const [users, now] = [userRepository(sql), clock()];
  if (!(await users.add(user, null, now))) return null;
  const email = readMailAddress(claims.email);
  if (email) await users.saveMail(user.id, { email, confirmedAt: claims.emailIsVerified ? now : null });
  return user;
}

/**
 * Remembers whom a directory means by a subject.
 *
 * @returns false when the person has another account there already, or the subject is somebody else's
 */
export function remember(
  sql: Sql,
  { methodId, subject, found, now }: { methodId: string; subject: string; found: FoundPerson; now: Date },
): Promise<boolean> {
  const times = { createdAt: now, lastSeenAt: now, endedAtVersion: null };
  return externalIdentityRepository(sql).add({ methodId, subject, ...found, ...times });
}
