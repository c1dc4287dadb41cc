import { isCardTypeName, type ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { KeySource } from "@unlatch/core/keys/key-source";
import type { KeyTrouble, SourcedVault, StrictModeRefusesLegacy } from "../../keys/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import {
  cardTypeFor,
  cardTypeOfCard,
  type LegacyChoice,
  legacyChoice,
  type LegacyReasonMissing,
  type ProfileRecord,
  profileRepository,
} from "../../profiles/index.ts";
import type { CardChangedMeanwhile, CardNotFound } from "../card-refusals.ts";
import { type CardRecord, cardRepository } from "../card.repository.ts";
import { cardKeyFacts } from "./card-key-facts.ts";

/** What a card is to have otherwise than its profile, and the version that was looked at. Null: as the profile says. */
export interface SaveCardKeysCommand {
  readonly cardId: string;
  readonly version: number;
  readonly cardTypeOverride?: string | null | undefined;
  readonly keySourceOverride?: KeySource | null | undefined;
  /** Why, where the card alone uses 3DES. */
  readonly legacyReason?: string | null | undefined;
}

/** The card has no key that it could use then: a key of its own is missing, or does not fit the type. */
export interface CardKeyDoesNotFit {
  readonly type: "CardKeyDoesNotFit";
  readonly cause: KeyTrouble;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type SaveCardKeysOutcome =
  | { readonly type: "CardKeysSaved"; readonly card: CardRecord }
  | CardNotFound
  | CardChangedMeanwhile
  | { readonly type: "CardTypeUnknown" }
  | { readonly type: "KeySourceNotSetUp" }
  | LegacyReasonMissing
  | StrictModeRefusesLegacy
  | CardKeyDoesNotFit;

/** Lets one card answer, or come by its key, otherwise than its profile says. */
export const makeSaveCardKeys =
  ({
    unitOfWork,
    vault,
    isStrict,
  }: {
    unitOfWork: UnitOfWork;
    vault: Pick<SourcedVault, "checkValueOf">;
    isStrict: boolean;
  }) =>
  (person: Person, command: SaveCardKeysCommand): Promise<SaveCardKeysOutcome> =>
    unitOfWork.audited<SaveCardKeysOutcome>(
      { name: "card.saveKeys", success: "CardKeysSaved" },
      person,
      async ({ sql, concerns }) => {
        const card = await cardRepository(sql).lockById(command.cardId);
        const profile = card && (await profileRepository(sql).holdById(card.profileId));
        if (!card || !profile) return { type: "CardNotFound" };
        concerns({
          cardId: card.id,
          serialNumber: card.serialNumber,
          profileId: profile.id,
          profileName: profile.name,
        });
        if (card.version !== command.version) return { type: "CardChangedMeanwhile", card };
        const cardTypeOverride = readType(command.cardTypeOverride ?? null);
        if (cardTypeOverride === undefined) return { type: "CardTypeUnknown" };
        const { keySourceOverride = null } = command;
        const changed = { ...card, cardTypeOverride, keySourceOverride, version: card.version + 1 };
        const choice = chosenCipher(profile, changed, { typedReason: command.legacyReason, isStrict });
        if (choice.type !== "Chosen") return choice;
        const { trouble } = await cardKeyFacts({ sql, vault }, profile, changed);
        if (trouble !== null) return { type: "CardKeyDoesNotFit", cause: trouble };
        await cardRepository(sql).saveKeying(changed);
        concerns({
          facts: { ...differences(card, changed), ...(choice.reason ? { legacyReason: choice.reason } : {}) },
        });
        return { type: "CardKeysSaved", card: changed };
      },
    );

/** Whether a card may answer as it would then: its source must be set up, and 3DES alone among AES needs a reason. */
function chosenCipher(
  profile: ProfileRecord,
  card: CardRecord,
  { typedReason, isStrict }: Parameters<typeof legacyChoice>[1],
): LegacyChoice | { readonly type: "KeySourceNotSetUp" } {
  const answersAs = cardTypeOfCard(profile, card);
  const source = card.keySourceOverride ?? profile.keys.keySource;
  const isShared = source === "DIVERSIFIED" || source === "UNIFORM";
  const isSetUp = !isShared || profile.keys.keySource === source;
  if (!isSetUp || (answersAs.cipher === "NONE") !== (source === "PUK_AS_HEX")) return { type: "KeySourceNotSetUp" };
  if (cardTypeFor(profile).cipher === answersAs.cipher && !isStrict) return { type: "Chosen", reason: null };
  return legacyChoice(answersAs, { typedReason: typedReason ?? profile.keys.legacyReason, isStrict });
}

function readType(typed: string | null): ShippedCardTypeName | null | undefined {
  if (typed === null) return null;
  return isCardTypeName(typed) ? typed : undefined;
}

const differences = (before: CardRecord, after: CardRecord) => ({
  cardTypeBefore: before.cardTypeOverride ?? "as profile",
  cardTypeAfter: after.cardTypeOverride ?? "as profile",
  keySourceBefore: before.keySourceOverride ?? "as profile",
  keySourceAfter: after.keySourceOverride ?? "as profile",
});
