import type { FastifyPluginAsync } from "fastify";
import type { KeyVault } from "../keys/index.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { type Chip, makeChip } from "./chip.ts";
import { practiceCards } from "./practice-card.read-model.ts";
import { practiceRoutes } from "./practice.routes.ts";
import { makeUnblockChip } from "./unblock-chip.ts";

/** What the practice card needs from the server it lives in. */
export interface PracticeNeeds {
  readonly reader: Sql;
  readonly keys: Pick<KeyVault, "withAdminKey">;
  readonly random: Random;
  /** Origins under which a phone in the same network reaches this server, the best first. */
  readonly addresses: () => readonly string[];
}

/**
 * The practice card: simulated chips, one for each card whose holder can sign in, in memory only and new after each start.
 *
 * @returns `routes`, to be registered under `/practice/api` in a demonstration and nowhere else
 */
export function makePractice({ reader, keys, random, addresses }: PracticeNeeds): { routes: FastifyPluginAsync } {
  const chips = new Map<string, Chip>();
  const chipOf = (cardId: string) => {
    const chip = chips.get(cardId) ?? makeChip(random);
    chips.set(cardId, chip);
    return chip;
  };
  const unblockChip = makeUnblockChip({ reader, keys });
  return {
    routes: practiceRoutes({
      cards: practiceCards(reader),
      chipOf,
      renewChip: (cardId) => {
        const isWornOut = chipOf(cardId).status().responseTriesLeft === 0;
        if (isWornOut) chips.delete(cardId);
        chipOf(cardId).insert();
        return { type: isWornOut ? "CardRenewed" : "CardInserted" };
      },
      unblock: (chip, card, typed) => unblockChip(chip, { cardId: card.id, cardType: card.cardType }, typed),
      addresses,
    }),
  };
}
