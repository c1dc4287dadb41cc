import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { PasskeyCeremonies } from "../passkeys/passkey-ceremonies.ts";
import type { PasskeyChallenges } from "../passkeys/passkey-challenge.ts";
import type { RecoveryCodes } from "../recovery/recovery-codes.ts";
import { AccountChangesResolver } from "./account-changes.resolver.ts";
import { makeAccountReadModel } from "./account.read-model.ts";
import { AccountSavedResolver, RecoveryCodesMadeResolver, ViewerAccountResolver } from "./account.resolver.ts";
import { makeChangePassword } from "./change-password.ts";
import { type AddressFollower, makeChangePersonalDetails } from "./change-personal-details.ts";
import { makeEndSessions } from "./end-sessions.ts";
import type { HasWayInElsewhere } from "./last-way-in.ts";
import { makeMakeRecoveryCodes } from "./make-own-recovery-codes.ts";
import { makeOwnChange } from "./own-change.ts";
import { makeOwnPasskeys } from "./own-passkeys.ts";
import { makeOwnTotp } from "./own-totp.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seal: SecretSeal;
  readonly challenges: PasskeyChallenges;
  readonly ceremonies: PasskeyCeremonies;
  readonly recoveryCodes: RecoveryCodes;
  readonly siteName: string;
  readonly hasWayInElsewhere: HasWayInElsewhere;
  readonly followAddress?: AddressFollower | undefined;
}

/** Puts together what people see and change of their own account. */
export function makeMyAccount(parts: Parts) {
  const ownChange = makeOwnChange(parts);
  const given = { ...parts, ownChange };
  const read = makeAccountReadModel(parts.reader, parts.clock);
  const changes = new AccountChangesResolver({
    passkeys: makeOwnPasskeys(given),
    totp: makeOwnTotp(given),
    makeRecoveryCodes: makeMakeRecoveryCodes(given),
    changePassword: makeChangePassword(given),
    changePersonalDetails: makeChangePersonalDetails({
      ownChange,
      followAddress: parts.followAddress ?? (async () => undefined),
    }),
    sessions: makeEndSessions(ownChange),
  });
  const readers = [
    new ViewerAccountResolver(read),
    new AccountSavedResolver(read),
    new RecoveryCodesMadeResolver(read),
  ];
  return { resolvers: [changes, ...readers] };
}
