import { userRepository } from "../../identity/index.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { FindLink, LinkRefusal, OpenedLink } from "../find-link.ts";
import { noticeLinkRepository } from "../notice-link.repository.ts";

/** What comes of it. */
export type ConfirmAddressOutcome = { readonly type: "AddressConfirmed"; readonly address: string } | LinkRefusal;

const action = { name: "notice.confirmAddress", success: "AddressConfirmed" } as const;

/**
 * Takes a mail address for confirmed: whoever has the link reads what comes there. Doing it twice is doing it once; an
 * address that the person no longer has is not confirmed.
 */
export const makeConfirmAddress =
  ({ unitOfWork, clock, findLink }: { unitOfWork: UnitOfWork; clock: Clock; findLink: FindLink }) =>
  async (actor: Actor, opened: OpenedLink): Promise<ConfirmAddressOutcome> => {
    const { link: found, refuse } = await findLink("CONFIRM_ADDRESS", opened, action.name);
    if (refuse) return refuse({ action, actor });
    return unitOfWork.audited<ConfirmAddressOutcome>(action, actor, async ({ sql, concerns }) => {
      if (found === null) return { type: "NoticeLinkUnusable" };
      const { id, userId, address } = found;
      const user = await userRepository(sql).lockById(userId);
      if (user === null || address === null) return { type: "NoticeLinkUnusable" };
      concerns({ subjectUserId: user.id, subjectName: user.username });
      if (!(await userRepository(sql).confirmMail(user.id, address, clock()))) return { type: "NoticeLinkUnusable" };
      await noticeLinkRepository(sql).use(id, clock());
      return { type: "AddressConfirmed", address };
    });
  };
