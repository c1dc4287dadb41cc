import { cardRepository } from "../../cards/index.ts";
import type { Sql } from "../../platform/sql.ts";
import type { AuditEntry, AuditWriter } from "../../platform/unit-of-work.ts";
import { placeOf } from "./follow-release.ts";
import { namedInNotice, type NoticeKind } from "./notice.ts";
import type { NoticeQueue } from "./queue-notices.ts";

interface Told {
  readonly kind: NoticeKind;
  readonly when?: (entry: AuditEntry) => boolean;
}

const fromNewBrowser = ({ facts }: AuditEntry) => facts?.["device"] === "new";

/** What a person is told of, by the action and its outcome as the audit log names them. */
const tellingEntries: Readonly<Record<string, Told>> = {
  "account.addPasskey AccountSaved": { kind: "PASSKEY_ADDED" },
  "account.removePasskey AccountSaved": { kind: "PASSKEY_REMOVED" },
  "account.confirmTotp AccountSaved": { kind: "APP_ADDED" },
  "account.removeTotp AccountSaved": { kind: "APP_REMOVED" },
  "account.makeRecoveryCodes RecoveryCodesMade": { kind: "RECOVERY_CODES_MADE" },
  "account.changePassword AccountSaved": { kind: "PASSWORD_CHANGED" },
  "account.linkIdentity AccountSaved": { kind: "ACCOUNT_LINKED" },
  "session.finishOpenIdConnect AccountSaved": { kind: "ACCOUNT_LINKED" },
  "account.unlinkIdentity AccountSaved": { kind: "ACCOUNT_UNLINKED" },
  "token.create ApiTokenCreated": { kind: "API_TOKEN_MADE" },
  "invitation.accept SignedIn": { kind: "PASSWORD_SET_BY_LINK" },
  "user.resetSignIn UserSignInReset": { kind: "SIGN_IN_RESET" },
  "card.unfreeze CardUnfrozen": { kind: "CARD_UNFROZEN" },
  "session.signIn SignedIn": { kind: "SIGNED_IN_ELSEWHERE", when: fromNewBrowser },
  "session.continueSignIn SignedIn": { kind: "SIGNED_IN_ELSEWHERE", when: fromNewBrowser },
  "session.signInWithDirectory SignedIn": { kind: "SIGNED_IN_ELSEWHERE", when: fromNewBrowser },
  "session.finishOpenIdConnect SignedIn": { kind: "SIGNED_IN_ELSEWHERE", when: fromNewBrowser },
  "session.signInWithPasskey SignedIn": { kind: "SIGNED_IN_ELSEWHERE", when: fromNewBrowser },
};

/**
 * Tells people what became of their account, beside the audit entry and in its transaction: whatever is audited under one
 * of these names is told, whoever does it and from wherever. A failed action is not told of.
 *
 * @see docs/adr on notices
 */
export const tellOfEntries =
  (queue: NoticeQueue, write: AuditWriter): AuditWriter =>
  async (sql, entry) => {
    await write(sql, entry);
    const told = queue.isOn ? tellingEntries[`${entry.action} ${entry.outcome}`] : undefined;
    if (told && (told.when?.(entry) ?? true)) await tell(queue, sql, { ...entry, kind: told.kind });
  };

async function tell(queue: NoticeQueue, sql: Sql, entry: AuditEntry & { kind: NoticeKind }): Promise<void> {
  const { actor, kind, at, cardId } = entry;
  const actorId = actor.type === "person" ? actor.userId : null;
  const userId = entry.subjectUserId ?? actorId;
  if (userId === null) return;
  const card = cardId === undefined ? null : await cardRepository(sql).byId(cardId);
  const facts = {
    at: at.toISOString(),
    ...(card ? namedInNotice(card) : {}),
    ...(actor.type === "person" && actorId === userId ? await placeOf(sql, actor) : byWhom(entry)),
  };
  await queue.tellPerson(sql, userId, { kind, facts });
}

const byWhom = ({ actor }: AuditEntry) => (actor.type === "person" ? { by: actor.username } : {});
