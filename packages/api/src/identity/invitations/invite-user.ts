import type { Role } from "@unlatch/core/access/permissions";
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { type AccountRefusal, checkAccount } from "../accounts/check-account.ts";
import { readMailAddress } from "../accounts/read-mail-address.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { missingProofAtBrowser } from "../proof/missing-proof-at-browser.ts";
import { type BeyondOwnPermissions, moreThanOwn } from "../roles/beyond-own-permissions.ts";
import type { MadeLink, MakeLink } from "./make-link.ts";

/** A person who is to sign in by a link first. */
export interface InviteUserCommand {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly email?: string | null | undefined;
}

/** What comes of it. The link is shown once. */
export type InviteUserOutcome =
  | ({ readonly type: "UserInvited"; readonly user: UserRecord } & MadeLink)
  | { readonly type: "UsernameTaken" }
  | { readonly type: "EmailUnusable" }
  | BeyondOwnPermissions
  | StepUpNeeded
  | Exclude<AccountRefusal, { type: "PasswordTooWeak" }>;

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly makeLink: MakeLink;
}

/** Gives a person an account without a password, and a one-time link with which they set one. */
export const makeInviteUser =
  ({ unitOfWork, clock, random, makeLink }: Deps) =>
  (actor: Actor, command: InviteUserCommand): Promise<InviteUserOutcome> =>
    unitOfWork.audited<InviteUserOutcome>(
      { name: "user.invite", success: "UserInvited" },
      actor,
      async ({ sql, concerns }) => {
        const refusal = checkAccount({ ...command, password: null });
        if (refusal && refusal.type !== "PasswordTooWeak") return refusal;
        const email = readMailAddress(command.email);
        if (email === undefined) return { type: "EmailUnusable" };
        const [username, displayName] = [command.username.trim(), command.displayName.trim()];
        const { role } = command;
        const beyond = moreThanOwn(actor, { role });
        if (beyond) return beyond;
        const missing = await missingProofAtBrowser(sql, actor, clock());
        if (missing) return missing;
        const user: UserRecord = { id: random.id(), username, displayName, role, state: "ACTIVE", version: 1 };
        const users = userRepository(sql);
        if (!(await users.add(user, null, clock()))) return { type: "UsernameTaken" };
        if (email !== null) await users.savePersonalDetails(user.id, { displayName, email });
        concerns({ subjectUserId: user.id, subjectName: username, facts: { role } });
        return { type: "UserInvited", user, ...(await makeLink(sql, user.id, "INVITATION")) };
      },
    );
