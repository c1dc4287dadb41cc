import { system } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { noticeAddressRepository } from "../addresses/notice-address.repository.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";
import type { Mailer } from "./mailer.ts";
import { noticeRepository, type WaitingNotice } from "./notice.repository.ts";
import type { Mail } from "./write-mail.ts";

const [secondMs, minuteMs, hourMs, dayMs] = [1000, 60_000, 3_600_000, 86_400_000];
/** Longer than a mail server may take; then whoever took a notice is gone. */
const leaseMs = 2 * minuteMs;
/** How long after each try the next one is; after the last it is given up: fifteen hours after the first. */
const pausesMs = [30 * secondMs, 2 * minuteMs, 10 * minuteMs, 30 * minuteMs, hourMs, 4 * hourMs, 9 * hourMs];
const keptMs = 30 * dayMs;

/** How one round of sending went. */
export interface SentNotices {
  readonly delivered: number;
  readonly troubled: number;
  readonly givenUp: number;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** Writes the mail of a notice. */
  readonly mailOf: (notice: WaitingNotice) => Mail;
}

/**
 * Sends what is due, one after the other, until nothing is or it is stopped. Several replicas can do it at once: each
 * notice is taken when its turn comes, so that a slow mail server makes none wait past its lease. A mail that was taken by
 * the mail server just before this one died goes out twice, with the same Message-ID: never less than once.
 *
 * @see docs/adr on notices
 */
export const makeSendNotices =
  (parts: Parts) =>
  async (isStopped: () => boolean = () => false): Promise<SentNotices> => {
    const sent = { delivered: 0, troubled: 0, givenUp: 0 };
    while (!isStopped()) {
      const notice = await take(parts);
      if (notice === null) break;
      sent[await sendOne(parts, notice)] += 1;
    }
    return sent;
  };

async function take({ unitOfWork, clock }: Parts): Promise<WaitingNotice | null> {
  const now = clock();
  const until = new Date(now.getTime() + leaseMs);
  const [notice] = await unitOfWork.unaudited((sql) => noticeRepository(sql).take({ now, until, limit: 1 }));
  return notice ?? null;
}

async function sendOne(parts: Parts, notice: WaitingNotice): Promise<keyof SentNotices> {
  const { unitOfWork, clock, mailer, mailOf } = parts;
  const mailed = await mailer.send(mailOf(notice));
  if (mailed.type === "Mailed") {
    await unitOfWork.unaudited((sql) => noticeRepository(sql).noteDelivered(notice.id, clock()));
    return "delivered";
  }
  const pause = pausesMs[notice.tries - 1];
  if (mailed.isFinal || pause === undefined) return giveUp(parts, notice, mailed.trouble);
  const dueAt = new Date(clock().getTime() + pause);
  await unitOfWork.unaudited((sql) => noticeRepository(sql).noteTrouble(notice.id, { trouble: mailed.trouble, dueAt }));
  return "troubled";
}

async function giveUp(
  { unitOfWork, clock }: Parts,
  { id, kind, tries }: WaitingNotice,
  trouble: string,
): Promise<"givenUp"> {
  await unitOfWork.audited<{ readonly type: "NoticeGivenUp" | "NoticeEnded" }>(
    { name: "notice.giveUp", success: "NoticeGivenUp" },
    system,
    async ({ sql, concerns }) => {
      concerns({ facts: { alarm: "NOTICE_NOT_DELIVERED", notice: kind, tries: String(tries), trouble } });
      const isNew = await noticeRepository(sql).giveUp(id, { trouble, at: clock() });
      return { type: isNew ? "NoticeGivenUp" : "NoticeEnded" };
    },
  );
  return "givenUp";
}

/** Removes what is no longer of use: notices thirty days after they ended, links thirty days after they did, former addresses. */
export const makeSweepNotices =
  ({ unitOfWork, clock }: Pick<Parts, "unitOfWork" | "clock">) =>
  (): Promise<void> => {
    const now = clock();
    const before = new Date(now.getTime() - keptMs);
    return unitOfWork.unaudited(async (sql) => {
      await noticeRepository(sql).removeOlder(before);
      await noticeLinkRepository(sql).removeExpired(before);
      await noticeAddressRepository(sql).removeFormer(now);
    });
  };
