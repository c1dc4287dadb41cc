import type { Person } from "../../platform/actor.ts";
import { isDisplayName } from "../accounts/check-account.ts";
import { type MailAddress, userRepository } from "../accounts/user.repository.ts";
import type { Sql } from "../../platform/sql.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import type { AccountSaved, OwnChange } from "./own-change.ts";
import { readMailAddress } from "../accounts/read-mail-address.ts";

/** What a person is called and where their mail goes. */
export interface PersonalDetails {
  readonly displayName: string;
  /** null or empty for none. */
  readonly email?: string | null | undefined;
}

/** What comes of changing it. */
export type ChangePersonalDetailsOutcome =
  | AccountSaved
  | { readonly type: "DisplayNameUnusable" }
  | { readonly type: "EmailUnusable" }
  | StepUpNeeded;

/** Follows a change of a person's own mail address, in its transaction. */
export type AddressFollower = (change: {
  readonly sql: Sql;
  readonly person: Person;
  readonly before: MailAddress;
  readonly after: string | null;
  readonly now: Date;
}) => Promise<void>;

/**
 * Changes a person's name and mail address. Another address in place of one there was counts as a reset, because the
 * notices that warn the person go there.
 */
export const makeChangePersonalDetails =
  ({ ownChange, followAddress }: { ownChange: OwnChange; followAddress: AddressFollower }) =>
  (person: Person, details: PersonalDetails): Promise<ChangePersonalDetailsOutcome> =>
    ownChange<ChangePersonalDetailsOutcome>(
      { name: "account.changePersonalDetails", success: "AccountSaved" },
      person,
      async ({ work, user, now }) => {
        const displayName = details.displayName.trim();
        if (!isDisplayName(displayName)) return { type: "DisplayNameUnusable" };
        const email = readMailAddress(details.email);
        if (email === undefined) return { type: "EmailUnusable" };
        const users = userRepository(work.sql);
        const before = await users.mailOf(user.id);
        const isOther = before.email !== null && before.email !== email;
        await users.savePersonalDetails(user.id, { displayName, email });
        if (isOther) await users.noteSignInReset(user.id, now);
        if (before.email !== email) await followAddress({ sql: work.sql, person, before, after: email, now });
        work.concerns({ facts: { email: before.email === email ? "kept" : "changed" } });
        return { type: "AccountSaved" };
      },
    );
