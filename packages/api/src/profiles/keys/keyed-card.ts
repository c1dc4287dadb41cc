import type { CardType } from "@unlatch/core/challenge/card-types";
import type { CardKeySource, KeyedCard } from "../../keys/index.ts";
import type { ProfileRecord } from "../card-profile.repository.ts";
import { type CardOverrides, cardTypeFor, typeNamed } from "./profile-keys.ts";

/** A card, as far as where its key comes from depends on it. */
export interface CardToKey extends CardOverrides {
  readonly id: string;
  readonly serialNumber: string;
}

type Keying = Pick<ProfileRecord, "cardType" | "keys">;

/** How a card answers: as its own type says, where it has one, or else as its profile's does. */
export function cardTypeOfCard(profile: Keying, { cardTypeOverride }: CardOverrides): CardType {
  return cardTypeOverride === null ? cardTypeFor(profile) : typeNamed(cardTypeOverride, profile.keys.custom);
}

/** A card with all that its key vault needs to come by its admin key. */
export function keyedCard(profile: Keying, card: CardToKey): KeyedCard & { readonly source: CardKeySource } {
  return { cardId: card.id, cardType: cardTypeOfCard(profile, card), source: sourceOf(profile, card) };
}

function sourceOf({ keys }: Keying, card: CardToKey): CardKeySource {
  const source = card.keySourceOverride ?? keys.keySource;
  const { scheme, inputTemplate, masterKeyId } = keys;
  switch (source) {
    case "STORED":
    case "PUK_AS_HEX":
      return { type: source };
    case "UNIFORM":
      return { type: source, masterKeyId: masterKeyId ?? "" };
    case "DIVERSIFIED":
      return {
        type: source,
        masterKeyId: masterKeyId ?? "",
        scheme,
        inputTemplate,
        serialNumber: card.serialNumber,
      };
    default:
      return source satisfies never;
  }
}
