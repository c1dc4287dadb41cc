import { cardFreezeRepository, cardRepository } from "../../cards/index.ts";
import type { Actor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { FindLink, LinkRefusal, OpenedLink } from "../find-link.ts";
import { namedInNotice } from "../outbox/notice.ts";

/** What comes of looking at a link "This was not me": which response it is about, and nothing that is secret. */
export type OpenNotMeOutcome =
  | {
      readonly type: "NotMeOpened";
      readonly cardLabel: string;
      readonly serialEnding: string;
      readonly givenAt: Date;
      /** When the link was used; null: it was not. */
      readonly reportedAt: Date | null;
      readonly isFrozen: boolean;
    }
  | LinkRefusal;

const action = { name: "notice.openNotMe", success: "NotMeOpened" } as const;

/** Says what a link "This was not me" would do. Changes nothing, however often it is looked at. */
export const makeOpenNotMe =
  ({ unitOfWork, findLink }: { unitOfWork: UnitOfWork; findLink: FindLink }) =>
  async (actor: Actor, opened: OpenedLink): Promise<OpenNotMeOutcome> => {
    const { link, refuse } = await findLink("NOT_ME", opened, action.name);
    if (refuse) return refuse({ action, actor });
    return unitOfWork.audited<OpenNotMeOutcome>(action, actor, async ({ sql, concerns }) => {
      if (link === null) return { type: "NoticeLinkUnusable" };
      const card = await cardRepository(sql).byId(link.cardId ?? "");
      if (card === null || card.holderId !== link.userId) return { type: "NoticeLinkUnusable" };
      concerns({ subjectUserId: link.userId, cardId: card.id, serialNumber: card.serialNumber });
      const { cardLabel, serialEnding } = namedInNotice(card);
      const isFrozen = (await cardFreezeRepository(sql).frozenSince([card.id])).has(card.id);
      const { createdAt: givenAt, usedAt: reportedAt } = link;
      return { type: "NotMeOpened", cardLabel, serialEnding, givenAt, reportedAt, isFrozen };
    });
  };
