import { userRepository } from "../../identity/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";
import { type AskToConfirm, mostLinksADay } from "./ask-to-confirm.ts";

/** What comes of it. */
export type SendAddressConfirmationOutcome =
  | { readonly type: "AddressConfirmationSent"; readonly address: string }
  /** There is no address, or it is confirmed, or the server sends no mail. */
  | { readonly type: "NothingToConfirm" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

const [minuteMs, dayMs] = [60_000, 86_400_000];

/** Sends the link that confirms one's mail address once more: once a minute, five times a day. */
export const makeSendAddressConfirmation =
  ({ unitOfWork, clock, askToConfirm }: { unitOfWork: UnitOfWork; clock: Clock; askToConfirm: AskToConfirm }) =>
  (person: Person): Promise<SendAddressConfirmationOutcome> =>
    unitOfWork.audited<SendAddressConfirmationOutcome>(
      { name: "notice.sendAddressConfirmation", success: "AddressConfirmationSent" },
      person,
      async ({ sql }) => {
        const now = clock();
        await userRepository(sql).lockById(person.userId);
        const { email, confirmedAt } = await userRepository(sql).mailOf(person.userId);
        if (email === null || confirmedAt !== null || !askToConfirm.isOn) return { type: "NothingToConfirm" };
        const since = new Date(now.getTime() - dayMs);
        const made = await noticeLinkRepository(sql).madeSince(person.userId, "CONFIRM_ADDRESS", since);
        const waitMs = waitBeforeNext(made, now);
        if (waitMs > 0) return { type: "RateLimited", retryAfterSeconds: Math.ceil(waitMs / 1000) };
        await askToConfirm.ask(sql, { userId: person.userId, address: email, now });
        return { type: "AddressConfirmationSent", address: email };
      },
    );

/** @param made - when links were made in the last day, the newest first */
function waitBeforeNext(made: readonly Date[], now: Date): number {
  const newest = made[0];
  const firstOfMany = made[mostLinksADay - 1];
  const until = Math.max(
    newest === undefined ? 0 : newest.getTime() + minuteMs,
    firstOfMany === undefined ? 0 : firstOfMany.getTime() + dayMs,
  );
  return Math.max(0, until - now.getTime());
}
