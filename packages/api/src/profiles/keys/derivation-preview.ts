import { toHex } from "@unlatch/core/bytes";
import { cardKeyCheckValue, labelledCardKey, type LabelledCheckValue } from "@unlatch/core/keys/check-value";
import { readInputTemplate, templateInput } from "@unlatch/core/keys/input-template";
import type { SourcedVault } from "../../keys/index.ts";
import type { Sql } from "../../platform/sql.ts";
import { profileRepository } from "../card-profile.repository.ts";
import { keyedCard } from "./keyed-card.ts";
import { profileKeysRepository } from "./profile-keys.repository.ts";
import { readProfileKeys, type TypedProfileKeys } from "./read-profile-keys.ts";

/** What settings that are not saved yet would give for one card. */
export interface DerivationPreview {
  /** The card tried; null when the profile has none. */
  readonly serialNumber: string | null;
  /** What the template gives for it, in hex digits; null when it gives nothing. */
  readonly input: string | null;
  /** The check value of the key it would get, with how it is taken; null when it would get none. */
  readonly checkValue: LabelledCheckValue | null;
}

/** Which settings to try on which card; without a card, on the profile's first. */
export interface DerivationPreviewRequest extends Pick<
  TypedProfileKeys,
  "cardType" | "custom" | "scheme" | "inputTemplate" | "masterKeyId"
> {
  readonly profileId: string;
  readonly cardId?: string | null | undefined;
}

/** Shows, before anything is saved, what input a template gives for a card and which key comes of it, by its KCV. */
export const makeDerivationPreview =
  ({ reader, vault }: { readonly reader: Sql; readonly vault: Pick<SourcedVault, "withAdminKey"> }) =>
  async ({ profileId, cardId, ...typed }: DerivationPreviewRequest): Promise<DerivationPreview> => {
    const profile = await profileRepository(reader).byId(profileId);
    const card = profile && (await profileKeysRepository(reader).sampleCard(profile.id, cardId ?? null));
    if (!card) return { serialNumber: null, input: null, checkValue: null };
    const template = readInputTemplate(typed.inputTemplate ?? "");
    const identity = { serialNumber: card.serialNumber, cardId: card.id };
    const input = template.type === "TemplateRead" ? templateInput(template.template, identity) : null;
    const shown = { serialNumber: card.serialNumber, input: input === null ? null : toHex(input) };
    const read = readProfileKeys({ ...typed, keySource: "DIVERSIFIED" });
    if (read.type !== "KeysRead") return { ...shown, checkValue: null };
    const keying = { cardType: read.cardType, keys: { ...read.keys, legacyReason: null } };
    const keyed = keyedCard(keying, { ...card, cardTypeOverride: null, keySourceOverride: null });
    const used = await vault.withAdminKey(reader, keyed, (key) => cardKeyCheckValue(keyed.cardType, key));
    const value = used.type === "KeyUsed" ? used.value : "";
    return { ...shown, checkValue: labelledCardKey(keyed.cardType.cipher, value) };
  };
