import type { Clock } from "../../platform/clock.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import { isPassword } from "../accounts/password-hash.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { Ceremony, PasskeyCeremonies } from "../passkeys/passkey-ceremonies.ts";
import type { PasskeyChallenges } from "../passkeys/passkey-challenge.ts";
import { takeAssertion } from "../passkeys/take-assertion.ts";
import type { RecoveryCodes } from "../recovery/recovery-codes.ts";
import { takeTotp } from "../totp/totp-codes.ts";
import type { ProofMethod } from "./proof-methods.ts";

/** What somebody gives to prove who they are: one thing of these. */
export type GivenProof =
  | { readonly method: "PASSKEY"; readonly assertionJson: string; readonly ceremony: Ceremony }
  | { readonly method: "TOTP" | "RECOVERY_CODE"; readonly code: string }
  | { readonly method: "PASSWORD"; readonly password: string };

/** A proof whose slow part is done; whether it counts is decided in the unit. */
export interface CheckedProof {
  readonly method: ProofMethod;
  /** Takes the proof, once. @returns whether it is right and was not used before */
  take(sql: Sql): Promise<boolean>;
}

/** Checks the password of somebody whose account lives in a directory. */
export type DirectoryPassword = (userId: string, password: string) => Promise<boolean>;

/** What checking a proof stands on. */
export interface ProofChecks {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly challenges: PasskeyChallenges;
  readonly ceremonies: PasskeyCeremonies;
  readonly recoveryCodes: RecoveryCodes;
  /** Left out where there is no directory. */
  readonly directoryPassword?: DirectoryPassword | undefined;
  /** Ends the access of somebody whom their directory does not let in any more. */
  readonly endIfLost: (userId: string) => Promise<void>;
}

const refused = (method: ProofMethod): CheckedProof => ({ method, take: async () => false });

/** Does the slow part of checking a person's proof, outside any unit. */
export const makeCheckProof =
  (checks: ProofChecks) =>
  async (userId: string, given: GivenProof): Promise<CheckedProof> => {
    const { clock, seal, recoveryCodes, endIfLost } = checks;
    await endIfLost(userId);
    switch (given.method) {
      case "PASSKEY":
        return checkedPasskey(checks, userId, given);
      case "TOTP": {
        const { method, code } = given;
        const take = async (sql: Sql) =>
          (await takeTotp(sql, seal, { userId, code, now: clock(), isConfirmed: true })) !== null;
        return { method, take };
      }
      case "RECOVERY_CODE":
        return { method: given.method, take: (sql) => recoveryCodes.take(sql, userId, given.code) };
      case "PASSWORD":
        return checkedPassword(checks, userId, given.password);
      default:
        return given satisfies never;
    }
  };

/** What checks a person's proof. */
export type CheckProof = ReturnType<typeof makeCheckProof>;

async function checkedPasskey(
  { ceremonies, challenges, clock }: ProofChecks,
  userId: string,
  { method, assertionJson, ceremony }: Extract<GivenProof, { method: "PASSKEY" }>,
): Promise<CheckedProof> {
  const checked = await ceremonies.checkAssertion(assertionJson, ceremony);
  if (checked?.passkey.userId !== userId) return refused(method);
  return { method, take: async (sql) => (await takeAssertion(sql, challenges, { checked, now: clock() })) === userId };
}

async function checkedPassword(
  { reader, directoryPassword }: ProofChecks,
  userId: string,
  password: string,
): Promise<CheckedProof> {
  const hash = await userRepository(reader).passwordHashOf(userId);
  if (!(await isPassword(password, hash))) {
    const isOfDirectory = (await directoryPassword?.(userId, password)) ?? false;
    return isOfDirectory ? { method: "LDAP", take: async () => true } : refused("PASSWORD");
  }
  // It counts only if it was not changed while it was being checked.
  return { method: "PASSWORD", take: async (sql) => (await userRepository(sql).passwordHashOf(userId)) === hash };
}
