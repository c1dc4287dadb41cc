import { wipe } from "@unlatch/core/bytes";
import { neighboursOf } from "@unlatch/core/guard/challenge-neighbours";
import type { KeyVault } from "../../keys/index.ts";
import type { ReleaseFollower } from "../release-rules.ts";
import { cardGuardRepository } from "./card-guard.repository.ts";

/** So many of a card's latest answered challenges are looked at. */
const looksBack = 50;

/**
 * Raises an alarm when a card counts instead of drawing lots: its challenge is next to one that was answered before.
 * Somebody can foresee what such a card will show, and collect responses for it. The response is given all the same, as
 * the person in front of the card did nothing wrong. Challenges are recognised by their keyed fingerprints only.
 */
export const makeNoticeCounting =
  ({ fingerprintOf }: Pick<KeyVault, "fingerprintOf">): ReleaseFollower =>
  async ({ work: { sql, concerns }, ground: { card }, process, challenge, isFirst }) => {
    if (!isFirst) return;
    const guards = cardGuardRepository(sql);
    const answered = await guards.latestFingerprints(card.id, { except: process.id, most: looksBack });
    if (answered.size === 0) return;
    const neighbours = neighboursOf(challenge);
    const counts = neighbours.some((neighbour) => answered.has(fingerprintOf(card.id, neighbour)));
    wipe(...neighbours);
    if (!counts) return;
    concerns({ facts: { alarm: "CHALLENGE_COUNTS" } });
    await guards.addRepeat(card.id);
  };
