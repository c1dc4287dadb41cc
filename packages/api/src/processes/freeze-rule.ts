import { cardFreezeRepository } from "../cards/index.ts";
import type { CardFrozen } from "./ground.ts";
import type { Release } from "./release-rules.ts";

/**
 * Refuses a release for a frozen card. The ground of a holder's own process refuses it before; this holds for whatever
 * else releases a response, on whatever ground.
 */
export async function refuseFrozenCard({ work: { sql }, ground: { card } }: Release): Promise<CardFrozen | null> {
  const since = (await cardFreezeRepository(sql).frozenSince([card.id])).get(card.id);
  return since === undefined ? null : { type: "CardFrozen", since };
}
