import type { CardType } from "@unlatch/core/challenge/card-types";

/** Whether a key has a length that cards of a type take. */
export const fitsLength = ({ keyLengths }: CardType, key: Uint8Array): boolean =>
  keyLengths.length === 0 || keyLengths.includes(key.length);

/** @throws RangeError on a length that the card type does not take */
export function requireFittingLength(cardType: CardType, key: Uint8Array): void {
  if (fitsLength(cardType, key)) return;
  throw new RangeError(
    `key: expected ${cardType.keyLengths.join(" or ")} bytes for ${cardType.name}, got ${key.length}`,
  );
}
