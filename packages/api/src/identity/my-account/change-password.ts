import type { Person } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { hashPassword } from "../accounts/password-hash.ts";
import {
  passwordMinLength,
  passwordMinLengthWithSecondFactor,
  type PasswordWeakness,
  weaknessOf,
} from "../accounts/password-rules.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { pendingSignInRepository } from "../proof/pending-sign-in.repository.ts";
import { hasSecondFactor, waysInOf } from "../proof/ways-in.read-model.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import type { AccountSaved, OwnChange } from "./own-change.ts";

/** What comes of a new password. */
export type ChangePasswordOutcome =
  | AccountSaved
  | { readonly type: "PasswordTooWeak"; readonly weakness: PasswordWeakness; readonly minLength: number }
  | StepUpNeeded;

/**
 * Gives a person another password. Whoever is signed in elsewhere, or half signed in by the old one, is not any more, and
 * for a while no response is released: the person has time to notice a change that was not theirs.
 */
export const makeChangePassword =
  ({ reader, ownChange }: { reader: Sql; ownChange: OwnChange }) =>
  async (person: Person, { password }: { password: string }): Promise<ChangePasswordOutcome> => {
    const minLengthOf = async (sql: Sql) =>
      hasSecondFactor(await waysInOf(sql, person.userId)) ? passwordMinLengthWithSecondFactor : passwordMinLength;
    const weaknessFor = (minLength: number) => weaknessOf(password, person.username, minLength);
    const hash = weaknessFor(await minLengthOf(reader)) === null ? await hashPassword(password) : null;
    const action = { name: "account.changePassword", success: "AccountSaved" } as const;
    return ownChange<ChangePasswordOutcome>(action, person, async ({ work, user, ways, session, now }) => {
      const minLength = await minLengthOf(work.sql);
      const weakness = weaknessFor(minLength);
      if (hash === null || weakness) return { type: "PasswordTooWeak", weakness: weakness ?? "TOO_SHORT", minLength };
      const users = userRepository(work.sql);
      await users.savePassword(user.id, { hash, isShort: [...password].length < passwordMinLength });
      if (ways.hasPassword) await users.noteSignInReset(user.id, now);
      await sessionRepository(work.sql).removeAllOf(user.id, session.id);
      await pendingSignInRepository(work.sql).removeAllOf(user.id);
      return { type: "AccountSaved" };
    });
  };
