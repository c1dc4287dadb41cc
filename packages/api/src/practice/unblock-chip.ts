import { equalInConstantTime, wipe } from "@unlatch/core/bytes";
import { respond } from "@unlatch/core/challenge/respond";
import type { KeyVault, KeyedCard } from "../keys/index.ts";
import type { Sql } from "../platform/sql.ts";
import type { Chip, ResponseVerdict } from "./chip.ts";
import { readResponse, type ResponseReading } from "./read-response.ts";

/** What somebody typed on the unblock screen of the computer. */
export interface UnblockAttempt {
  readonly response: string;
  readonly newPin: string;
  readonly repeated: string;
}

/** What comes of it. Only `ResponseIncorrect` and `CardWornOut` cost the card a try. */
export type UnblockChipOutcome =
  | ResponseVerdict
  | Exclude<ResponseReading, { type: "ResponseRead" }>
  | { readonly type: "PinUnsuitable" }
  | { readonly type: "PinsDiffer" }
  | { readonly type: "KeyUnavailable" };

/**
 * Gives a chip what was typed on the unblock screen. The chip computes what the response must be with its own key, which
 * is the card's admin key, lent to it for that moment only: there is no second copy of it anywhere.
 */
export const makeUnblockChip =
  ({ reader, keys }: { reader: Sql; keys: Pick<KeyVault, "withAdminKey"> }) =>
  async (chip: Chip, card: KeyedCard, typed: UnblockAttempt): Promise<UnblockChipOutcome> => {
    const { isInserted, responseTriesLeft, challengeLength } = chip.status();
    if (!isInserted) return { type: "CardNotInserted" };
    if (responseTriesLeft === 0) return { type: "CardWornOut" };
    if (challengeLength === null) return { type: "NoChallenge" };
    const reading = readResponse(typed.response, challengeLength);
    if (reading.type !== "ResponseRead") return reading;
    if (!/^\d{4,8}$/.test(typed.newPin)) return { type: "PinUnsuitable" };
    if (typed.newPin !== typed.repeated) return { type: "PinsDiffer" };
    const use = await keys.withAdminKey(reader, card, (key) =>
      chip.unblock({
        newPin: typed.newPin,
        isRight: (challenge) => isAnswerTo(challenge, { card, key, response: reading.bytes }),
      }),
    );
    return use.type === "KeyUsed" ? use.value : { type: "KeyUnavailable" };
  };

function isAnswerTo(
  challenge: Uint8Array,
  { card, key, response }: { card: KeyedCard; key: Uint8Array; response: Uint8Array },
): boolean {
  const expected = respond(card.cardType, key, challenge);
  const isRight = equalInConstantTime(expected, response);
  wipe(expected, response);
  return isRight;
}
