import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";
import type { NoticeQueue } from "../outbox/queue-notices.ts";

/** How many links that confirm an address a person has sent in a day. */
export const mostLinksADay = 5;

const linkLifeMs = 3 * 24 * 60 * 60 * 1000;

/** @returns what sends the link that confirms a mail address */
export function makeAskToConfirm({ queue, random }: { queue: NoticeQueue; random: Random }) {
  return {
    isOn: queue.isOn,
    async ask(sql: Sql, { userId, address, now }: { userId: string; address: string; now: Date }): Promise<void> {
      const expiresAt = new Date(now.getTime() + linkLifeMs);
      const link = { id: random.id(), purpose: "CONFIRM_ADDRESS", userId, cardId: null, address } as const;
      await noticeLinkRepository(sql).add({ ...link, createdAt: now, expiresAt, usedAt: null });
      const facts = { at: now.toISOString(), linkId: link.id, linkUntil: expiresAt.toISOString() };
      await queue.tellAddress(sql, address, { kind: "ADDRESS_TO_CONFIRM", facts });
    },
  };
}

/** Sends the link that confirms a mail address. */
export type AskToConfirm = ReturnType<typeof makeAskToConfirm>;
