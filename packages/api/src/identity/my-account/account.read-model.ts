import type { Person } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { userRepository } from "../accounts/user.repository.ts";
import { passkeyRepository } from "../passkeys/passkey.repository.ts";
import { waysInOf } from "../proof/ways-in.read-model.ts";
import { endOf } from "../sessions/session-life.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import type { Account } from "./account.types.ts";

/** @returns a person's own account as they may see it: nothing in it signs anybody in */
export const makeAccountReadModel =
  (reader: Sql, clock: () => Date) =>
  async (person: Person): Promise<Account> => {
    const { userId } = person;
    const user = await userRepository(reader).byId(userId);
    const [mail, ways] = [await userRepository(reader).mailOf(userId), await waysInOf(reader, userId)];
    const sessions = await sessionRepository(reader).ofUser(userId);
    const now = clock();
    return {
      username: user?.username ?? person.username,
      displayName: user?.displayName ?? person.displayName,
      email: mail.email,
      emailIsConfirmed: mail.confirmedAt !== null,
      passkeys: await passkeyRepository(reader).ofUser(userId),
      hasTotp: ways.hasTotp,
      recoveryCodesLeft: ways.recoveryCodes,
      methods: [
        ...(ways.passkeys > 0 ? ["PASSKEY" as const] : []),
        ...(ways.hasPassword ? ["PASSWORD" as const] : []),
        ...(ways.hasTotp ? ["TOTP" as const] : []),
        ...(ways.recoveryCodes > 0 ? ["RECOVERY_CODE" as const] : []),
      ],
      sessions: sessions
        .filter((session) => endOf({ ...session, whose: person }) > now)
        .map(({ id, label, address, createdAt, lastSeenAt }) => ({
          id,
          label,
          address,
          startedAt: createdAt,
          lastSeenAt,
          isCurrent: id === person.sessionId,
        })),
    };
  };
