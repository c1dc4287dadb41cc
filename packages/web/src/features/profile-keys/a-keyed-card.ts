import type { CardTypeChoice, KeyedCard } from "./card-keys-draft.ts";

/** For tests: an AES card whose profile has stored keys, and nothing of its own. */
export const aKeyedCard = (facts: Partial<KeyedCard> = {}): KeyedCard => ({
  id: "card-1",
  version: 3,
  keyState: "READY",
  keyTrouble: null,
  keyCheckValue: { convention: "CMAC", value: "C1BD40" },
  cardTypeOverride: null,
  keySourceOverride: null,
  profile: {
    id: "profile-1",
    keys: { cardType: { label: "PIV 9B, AES-256" }, keySource: "STORED", isLegacyCipher: false },
  },
  ...facts,
});

/** For tests: an AES type and one for 3DES. */
export const cardTypeChoices: readonly CardTypeChoice[] = [
  { name: "piv-9b-aes256", label: "PIV 9B, AES-256", isLegacyCipher: false },
  { name: "gids", label: "GIDS", isLegacyCipher: true },
];
