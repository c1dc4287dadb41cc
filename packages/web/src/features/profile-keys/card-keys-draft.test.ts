import { describe, expect, test } from "vitest";
import { aKeyedCard, cardTypeChoices as types } from "./a-keyed-card.ts";
import { cardKeysDraftOf, cardKeysInputOf, isLegacyForCard, sourcesFor } from "./card-keys-draft.ts";

const profileWith = (keys: Partial<ReturnType<typeof aKeyedCard>["profile"]["keys"]>) => {
  const { profile } = aKeyedCard();
  return { profile: { ...profile, keys: { ...profile.keys, ...keys } } };
};

describe("what a card has otherwise than its profile", () => {
  test("is nothing as long as nobody chooses", () => {
    const card = aKeyedCard();
    expect(cardKeysInputOf(cardKeysDraftOf(card), card, types)).toEqual({
      cardId: "card-1",
      version: 3,
      cardTypeOverride: null,
      keySourceOverride: null,
      legacyReason: null,
    });
  });

  test("is sent back as it was", () => {
    const card = aKeyedCard({ cardTypeOverride: "piv-9b-aes256", keySourceOverride: "STORED" });
    expect(cardKeysInputOf(cardKeysDraftOf(card), card, types)).toMatchObject({
      cardTypeOverride: "piv-9b-aes256",
      keySourceOverride: "STORED",
    });
  });

  test("needs a reason where the card would use 3DES and its profile does not", () => {
    const card = aKeyedCard();
    const draft = { ...cardKeysDraftOf(card), cardType: "gids", legacyReason: " Bought in 2019 " };
    expect(isLegacyForCard(draft, card, types)).toBe(true);
    expect(cardKeysInputOf(draft, card, types).legacyReason).toBe("Bought in 2019");
    expect(cardKeysInputOf({ ...draft, legacyReason: " " }, card, types).legacyReason).toBeNull();
  });

  test("sends no reason that nobody asked for", () => {
    const legacy = aKeyedCard(profileWith({ isLegacyCipher: true }));
    const draft = { ...cardKeysDraftOf(legacy), cardType: "gids", legacyReason: "Typed before" };
    expect(isLegacyForCard(draft, legacy, types)).toBe(false);
    expect(cardKeysInputOf(draft, legacy, types).legacyReason).toBeNull();
    expect(cardKeysInputOf({ ...draft, cardType: "" }, aKeyedCard(), types).legacyReason).toBeNull();
  });
});

describe("the key sources of a card", () => {
  test("are shared ones only where the profile has them, or the card has it already", () => {
    expect(sourcesFor(aKeyedCard())).toEqual(["STORED", "PUK_AS_HEX"]);
    expect(sourcesFor(aKeyedCard(profileWith({ keySource: "DIVERSIFIED" })))).toEqual([
      "STORED",
      "DIVERSIFIED",
      "PUK_AS_HEX",
    ]);
    expect(sourcesFor(aKeyedCard({ keySourceOverride: "UNIFORM" }))).toContain("UNIFORM");
  });
});
