import type {
  CardKeyFactsQuery,
  CardKeyFieldsFragment,
  KeySource,
  SaveCardKeysInput,
} from "../../graphql/generated/graphql.ts";

/** A card as its key settings need it. */
export type KeyedCard = CardKeyFieldsFragment;
/** A card type that a card can have. */
export type CardTypeChoice = CardKeyFactsQuery["cardTypes"][number];

/** What a card is to have otherwise than its profile, as it stands on the screen; empty: as the profile says. */
export interface CardKeysDraft {
  cardType: string;
  keySource: KeySource | "";
  legacyReason: string;
}

/** @returns the draft that changes nothing; the reason for 3DES is in the audit log only, so it is asked anew */
export function cardKeysDraftOf({ cardTypeOverride, keySourceOverride }: KeyedCard): CardKeysDraft {
  return { cardType: cardTypeOverride ?? "", keySource: keySourceOverride ?? "", legacyReason: "" };
}

/** Whether a draft makes this card use 3DES while its profile does not, which needs a reason. */
export function isLegacyForCard(draft: CardKeysDraft, card: KeyedCard, types: readonly CardTypeChoice[]): boolean {
  const type = types.find(({ name }) => name === draft.cardType);
  return type?.isLegacyCipher === true && !card.profile.keys.isLegacyCipher;
}

/** @returns the sources a card can have: one that its cards share only where the profile is set up for it */
export function sourcesFor(card: KeyedCard): readonly KeySource[] {
  const shared = (["DIVERSIFIED", "UNIFORM"] as const).filter(
    (source) => source === card.profile.keys.keySource || source === card.keySourceOverride,
  );
  return ["STORED", ...shared, "PUK_AS_HEX"];
}

/** @returns what a draft amounts to, on the version of the card that was looked at */
export function cardKeysInputOf(
  draft: CardKeysDraft,
  card: KeyedCard,
  types: readonly CardTypeChoice[],
): SaveCardKeysInput {
  const reason = isLegacyForCard(draft, card, types) ? draft.legacyReason.trim() : "";
  return {
    cardId: card.id,
    version: card.version,
    cardTypeOverride: draft.cardType === "" ? null : draft.cardType,
    keySourceOverride: draft.keySource === "" ? null : draft.keySource,
    legacyReason: reason === "" ? null : reason,
  };
}
