import type { AddressFollower } from "../../identity/index.ts";
import { placeOf } from "../outbox/follow-release.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";
import type { NoticeQueue } from "../outbox/queue-notices.ts";
import { type AskToConfirm, mostLinksADay } from "./ask-to-confirm.ts";
import { noticeAddressRepository } from "./notice-address.repository.ts";

const dayMs = 24 * 60 * 60 * 1000;
const formerMs = 30 * dayMs;

/**
 * Follows a person who changes their own mail address: the new one counts once it is confirmed, and gets the link for it;
 * the one before is told, and goes on being told of everything for thirty days. Nobody has links sent to more addresses in a
 * day than they would have sent to one.
 *
 * @see docs/adr on where notices go
 */
export const makeFollowAddress =
  ({ queue, askToConfirm }: { queue: NoticeQueue; askToConfirm: AskToConfirm }): AddressFollower =>
  async ({ sql, person, before, after, now }) => {
    const addresses = noticeAddressRepository(sql);
    const { email, confirmedAt } = before;
    if (email !== null && (confirmedAt !== null || !(await addresses.isChosen(person.userId, email)))) {
      await addresses.noteFormer(person.userId, { address: email, until: new Date(now.getTime() + formerMs) });
      const facts = { at: now.toISOString(), ...(await placeOf(sql, person)) };
      await queue.tellAddress(sql, email, { kind: "ADDRESS_CHANGED", facts });
    }
    if (after === null) return;
    await addresses.noteChosen(person.userId, after);
    if (!askToConfirm.isOn) return;
    const since = new Date(now.getTime() - dayMs);
    const made = await noticeLinkRepository(sql).madeSince(person.userId, "CONFIRM_ADDRESS", since);
    if (made.length < mostLinksADay) await askToConfirm.ask(sql, { userId: person.userId, address: after, now });
  };
