import { cardFreezeRepository, type CardRecord, cardRepository } from "../../cards/index.ts";
import { pendingSignInRepository, sessionRepository, type UserRecord, userRepository } from "../../identity/index.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import { cancelOpenProcesses } from "../../processes/index.ts";
import type { FindLink, LinkRefusal, OpenedLink } from "../find-link.ts";
import { type NoticeLink, noticeLinkRepository } from "../notice-link.repository.ts";
import { namedInNotice } from "../outbox/notice.ts";
import type { NoticeQueue } from "../outbox/queue-notices.ts";

/** What comes of saying "This was not me". */
export type ReportNotMeOutcome =
  | { readonly type: "NotMeReported"; readonly cardLabel: string; readonly serialEnding: string }
  | { readonly type: "NotMeReportedBefore"; readonly reportedAt: Date }
  | LinkRefusal;

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly findLink: FindLink;
  readonly queue: NoticeQueue;
}

const action = { name: "notice.reportNotMe", success: "NotMeReported" } as const;

/**
 * Takes the word of whoever has the mail: stops unblocking for the card, closes what is open on it, ends all sessions of
 * its holder, and tells the operators. It only ever stops something; once used, the link changes nothing more, also after
 * an operator undid it.
 */
export const makeReportNotMe =
  ({ unitOfWork, clock, findLink, queue }: Parts) =>
  async (actor: Actor, opened: OpenedLink): Promise<ReportNotMeOutcome> => {
    const { link: found, refuse } = await findLink("NOT_ME", opened, action.name);
    if (refuse) return refuse({ action, actor });
    return unitOfWork.audited<ReportNotMeOutcome>(action, actor, async (work) => {
      if (found === null) return { type: "NoticeLinkUnusable" };
      work.concerns({ subjectUserId: found.userId });
      const link = await noticeLinkRepository(work.sql).lockById(found.id);
      if (link === null) return { type: "NoticeLinkUnusable" };
      if (link.usedAt !== null) return { type: "NotMeReportedBefore", reportedAt: link.usedAt };
      const now = clock();
      const stopped = await stopUnblocking(work, link, now);
      if (stopped === null) return { type: "NoticeLinkUnusable" };
      await noticeLinkRepository(work.sql).use(link.id, now);
      await tell(queue, work.sql, { ...stopped, now });
      const { cardLabel, serialEnding } = namedInNotice(stopped.card);
      return { type: "NotMeReported", cardLabel, serialEnding };
    });
  };

/** @returns what was stopped; null when the card is no longer that person's, and so none of their business */
async function stopUnblocking(
  { sql, concerns }: Work,
  { cardId, userId }: NoticeLink,
  now: Date,
): Promise<{ card: CardRecord; holder: UserRecord } | null> {
  const cards = cardRepository(sql);
  if ((await cards.byId(cardId ?? ""))?.holderId !== userId) return null;
  const closed = await cancelOpenProcesses(sql, cardId ?? "", now);
  const card = await cards.lockById(cardId ?? "");
  const holder = await userRepository(sql).lockById(userId);
  if (card?.holderId !== userId || holder === null) return null;
  await cardFreezeRepository(sql).freeze(card.id, now);
  const sessions = await sessionRepository(sql).removeAllOf(userId);
  await pendingSignInRepository(sql).removeAllOf(userId);
  concerns({
    subjectName: holder.username,
    cardId: card.id,
    serialNumber: card.serialNumber,
    facts: { alarm: "NOT_ME", processes: String(closed), sessions: String(sessions) },
  });
  return { card, holder };
}

async function tell(
  queue: NoticeQueue,
  sql: Sql,
  { card, holder, now }: { card: CardRecord; holder: UserRecord; now: Date },
): Promise<void> {
  const facts = { at: now.toISOString(), ...namedInNotice(card) };
  await queue.tellPerson(sql, holder.id, { kind: "CARD_FROZEN", facts });
  await queue.tellOperators(sql, { kind: "OPERATORS_TOLD", facts: { ...facts, holder: holder.username } });
}
