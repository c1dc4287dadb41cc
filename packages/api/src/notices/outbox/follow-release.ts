import { sessionRepository } from "../../identity/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { ReleaseFollower } from "../../processes/index.ts";
import { noticeAddressRepository } from "../addresses/notice-address.repository.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";
import { namedInNotice } from "./notice.ts";
import type { NoticeQueue } from "./queue-notices.ts";

const linkLifeMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Tells the holder that a response was given for their card, in the transaction that gives it: card, time and place, and a
 * link by which they say that it was not them. Showing the same response again tells nothing new.
 *
 * @see docs/adr on notices
 */
export const makeTellOfRelease =
  ({ queue, random }: { queue: NoticeQueue; random: Random }): ReleaseFollower =>
  async ({ work: { sql }, person, ground: { card }, process, isFirst, now }) => {
    const userId = card.holderId ?? person.userId;
    if (!isFirst || !queue.isOn) return;
    if ((await noticeAddressRepository(sql).addressesOf(userId, now)).length === 0) return;
    const link = {
      id: random.id(),
      purpose: "NOT_ME",
      userId,
      cardId: card.id,
      address: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkLifeMs),
      usedAt: null,
    } as const;
    await noticeLinkRepository(sql).add(link);
    const facts = {
      at: now.toISOString(),
      ...namedInNotice(card),
      ...(await placeOf(sql, person)),
      ...(person.userId === userId ? {} : { by: person.username }),
      linkId: link.id,
      linkUntil: link.expiresAt.toISOString(),
    };
    await queue.tellPerson(sql, userId, { kind: "RESPONSE_GIVEN", facts, processId: process.id });
  };

/** @returns from which browser and network somebody asks, as far as their session knows */
export async function placeOf(sql: Sql, person: Person): Promise<{ browser?: string; network?: string }> {
  const session = await sessionRepository(sql).byId(person.sessionId ?? "");
  return {
    ...(session?.label ? { browser: session.label } : {}),
    ...(session?.address ? { network: session.address } : {}),
  };
}
