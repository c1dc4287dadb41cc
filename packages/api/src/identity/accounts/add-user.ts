import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { checkAccount, type AccountRefusal } from "./check-account.ts";
import { hashPassword } from "./password-hash.ts";
import { type UserRecord, userRepository } from "./user.repository.ts";

/** A person to be given an account. */
export interface AddUserCommand {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** `ACTIVE` when left out. */
  readonly state?: UserState;
  /** null for somebody who cannot sign in with a password. */
  readonly password: string | null;
}

/** What comes of adding somebody. */
export type AddUserOutcome =
  | { readonly type: "UserAdded"; readonly user: UserRecord }
  | { readonly type: "UsernameTaken" }
  | AccountRefusal;

/** Gives a person an account. */
export const makeAddUser =
  (unitOfWork: UnitOfWork, random: Random, clock: Clock) =>
  async (actor: Actor, command: AddUserCommand): Promise<AddUserOutcome> => {
    const refusal = checkAccount(command);
    const passwordHash = refusal || command.password === null ? null : await hashPassword(command.password);
    const action = { name: "user.add", success: "UserAdded" } as const;
    return unitOfWork.audited<AddUserOutcome>(action, actor, async ({ sql, concerns }) => {
      if (refusal) return refusal;
      const { role, state = "ACTIVE" } = command;
      const [username, displayName] = [command.username.trim(), command.displayName.trim()];
      const user: UserRecord = { id: random.id(), username, displayName, role, state, version: 1 };
      if (!(await userRepository(sql).add(user, passwordHash, clock()))) return { type: "UsernameTaken" };
      concerns({ subjectUserId: user.id, subjectName: username, facts: { role, state } });
      return { type: "UserAdded", user };
    });
  };
