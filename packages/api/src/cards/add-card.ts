import { labelledCardKey, type LabelledCheckValue } from "@unlatch/core/keys/check-value";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { type UserRecord, userRepository } from "../identity/index.ts";
import type { KeyUsageConflictOutcome, SourcedVault } from "../keys/index.ts";
import type { Actor } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { cardTypeFor, type ProfileRecord, profileRepository } from "../profiles/index.ts";
import { type CardRecord, cardRepository } from "./card.repository.ts";
import { readSerialNumber } from "./serial-number.ts";

/** A card to add, with its admin key where it has one of its own. The caller wipes the key. */
export interface AddCardCommand {
  readonly serialNumber: string;
  /** What people call the card, 1 to 200 characters. */
  readonly label: string;
  readonly profileName: string;
  /** Null: nobody holds it yet. */
  readonly holderUsername: string | null;
  /** Left out: `REGISTERED`. */
  readonly state?: CardState;
  readonly validUntil?: Date | null;
  /** Null: its key comes from where its profile says. */
  readonly adminKey: Uint8Array | null;
}

/** Everything that can come of it. */
export type AddCardOutcome =
  | { readonly type: "CardAdded"; readonly card: CardRecord; readonly checkValue: LabelledCheckValue | null }
  | { readonly type: "SerialNumberUnreadable" }
  | { readonly type: "SerialNumberTaken" }
  | { readonly type: "LabelUnusable" }
  | { readonly type: "CardProfileUnknown" }
  | { readonly type: "HolderUnknown" }
  | { readonly type: "AdminKeyMissing" }
  | KeyUsageConflictOutcome
  /** `expected` lists the lengths in bytes that the profile's card type takes. */
  | { readonly type: "AdminKeyWrongLength"; readonly expected: readonly number[]; readonly entered: number };

/** What adding a card needs around it. */
export interface CardDesk {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly vault: Pick<SourcedVault, "addAdminKey" | "doesKeyDerive">;
}

/** Adds a card and seals its admin key in the same transaction. */
export const makeAddCard =
  ({ unitOfWork, clock, random, vault }: CardDesk) =>
  (actor: Actor, command: AddCardCommand): Promise<AddCardOutcome> =>
    unitOfWork.audited<AddCardOutcome>(
      { name: "card.addCard", success: "CardAdded" },
      actor,
      async ({ sql, concerns }) => {
        const texts = readTexts(command);
        if (texts.type !== "Read") return texts;
        concerns({ serialNumber: texts.serialNumber });
        const found = await profileAndHolder(sql, command);
        if (found.type !== "Found") return found;
        const { profile, holder } = found;
        concerns({ profileId: profile.id, profileName: profile.name });
        if (holder !== null) concerns({ subjectUserId: holder.id, subjectName: holder.username });
        const refusal = await whyNotKey({ sql, vault }, profile, command.adminKey);
        if (refusal !== null) return refusal;
        const card = cardFrom(command, {
          ...texts,
          id: random.id(),
          profile,
          holderId: holder?.id ?? null,
        });
        if (!(await cardRepository(sql).insert(card, clock()))) return { type: "SerialNumberTaken" };
        const keyed = { cardId: card.id, cardType: cardTypeFor(profile) };
        const { checkValue } =
          command.adminKey === null ? { checkValue: "" } : await vault.addAdminKey(sql, keyed, command.adminKey);
        concerns({ cardId: card.id, facts: { state: card.state, checkValue } });
        return { type: "CardAdded", card, checkValue: labelledCardKey(keyed.cardType.cipher, checkValue) };
      },
    );

/** Why a card of this profile cannot have this key of its own, or none. */
async function whyNotKey(
  { sql, vault }: { readonly sql: Sql; readonly vault: CardDesk["vault"] },
  profile: ProfileRecord,
  adminKey: Uint8Array | null,
): Promise<Extract<AddCardOutcome, { type: "AdminKeyMissing" | "AdminKeyWrongLength" | "KeyUsageConflict" }> | null> {
  if (adminKey === null) return profile.keys.masterKeyId === null ? { type: "AdminKeyMissing" } : null;
  const { keyLengths: expected } = cardTypeFor(profile);
  const entered = adminKey.length;
  if (expected.length > 0 && !expected.includes(entered)) return { type: "AdminKeyWrongLength", expected, entered };
  return (await vault.doesKeyDerive(sql, adminKey)) ? { type: "KeyUsageConflict", usage: "DERIVE" } : null;
}

function readTexts({
  serialNumber: typed,
  label: typedLabel,
}: AddCardCommand):
  | { readonly type: "Read"; readonly serialNumber: string; readonly label: string }
  | { readonly type: "SerialNumberUnreadable" | "LabelUnusable" } {
  const serialNumber = readSerialNumber(typed);
  if (serialNumber === null) return { type: "SerialNumberUnreadable" };
  const label = typedLabel.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return label === "" || [...label].length > 200 ? { type: "LabelUnusable" } : { type: "Read", serialNumber, label };
}

async function profileAndHolder(
  sql: Sql,
  { profileName, holderUsername }: AddCardCommand,
): Promise<
  | { readonly type: "Found"; readonly profile: ProfileRecord; readonly holder: UserRecord | null }
  | { readonly type: "CardProfileUnknown" | "HolderUnknown" }
> {
  const holder = holderUsername === null ? null : await userRepository(sql).byUsername(holderUsername);
  if (holderUsername !== null && holder === null) return { type: "HolderUnknown" };
  const profiles = profileRepository(sql);
  const profileId = await profiles.idNamed(profileName.trim());
  const profile = profileId === null ? null : await profiles.holdById(profileId);
  return profile === null ? { type: "CardProfileUnknown" } : { type: "Found", profile, holder };
}

function cardFrom(
  { state, validUntil, adminKey }: AddCardCommand,
  known: Pick<CardRecord, "id" | "serialNumber" | "label" | "holderId"> & { readonly profile: ProfileRecord },
): CardRecord {
  const { id, serialNumber, label, profile, holderId } = known;
  const hasOwnKeyInstead = adminKey !== null && profile.keys.masterKeyId !== null;
  return {
    id,
    serialNumber,
    label,
    state: state ?? "REGISTERED",
    profileId: profile.id,
    holderId,
    validUntil: validUntil ?? null,
    version: 1,
    cardTypeOverride: null,
    keySourceOverride: hasOwnKeyInstead ? "STORED" : null,
  };
}
