import type { Person } from "../../platform/actor.ts";
import { userRepository } from "../accounts/user.repository.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { hasSecondFactor } from "../proof/ways-in.read-model.ts";
import type { RecoveryCodes } from "../recovery/recovery-codes.ts";
import type { OwnChange } from "./own-change.ts";

/** What comes of asking for recovery codes. They are shown this once. */
export type MakeRecoveryCodesOutcome =
  | { readonly type: "RecoveryCodesMade"; readonly codes: readonly string[] }
  | { readonly type: "NoSecondFactor" }
  | StepUpNeeded;

/** Makes new recovery codes for somebody who has a second factor that can be lost; earlier ones are worth nothing. */
export const makeMakeRecoveryCodes =
  ({ ownChange, recoveryCodes }: { ownChange: OwnChange; recoveryCodes: RecoveryCodes }) =>
  (person: Person): Promise<MakeRecoveryCodesOutcome> =>
    ownChange<MakeRecoveryCodesOutcome>(
      { name: "account.makeRecoveryCodes", success: "RecoveryCodesMade" },
      person,
      async ({ work, user, ways, session, now }) => {
        if (!hasSecondFactor(ways)) return { type: "NoSecondFactor" };
        if (session.provedWith.includes("RECOVERY_CODE")) await userRepository(work.sql).noteSignInReset(user.id, now);
        return { type: "RecoveryCodesMade", codes: await recoveryCodes.renew(work.sql, user.id, now) };
      },
    );
