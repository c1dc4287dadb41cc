import type { CardType } from "@unlatch/core/challenge/card-types";
import { derivationTrouble } from "@unlatch/core/keys/derive-card-key";
import { derivedKeyLength, schemeFacts } from "@unlatch/core/keys/diversification-scheme";
import { readInputTemplate, templateInput } from "@unlatch/core/keys/input-template";
import { masterKeyFacts } from "@unlatch/core/keys/master-key-kind";
import { type KeyUsageConflictOutcome, type MasterKeyRecord, masterKeyRepository } from "../../keys/index.ts";
import type { Sql } from "../../platform/sql.ts";
import type { ProfileKeys } from "./profile-keys.ts";
import type { InputTemplateDoesNotFit, MasterKeyNotUsable, SchemeDoesNotFit } from "./profile-keys-refusals.ts";

type Keying = Pick<ProfileKeys, "keySource" | "scheme" | "inputTemplate" | "masterKeyId">;

/** Why a profile's cards cannot come by their keys in the way that was chosen. */
export type MasterKeyChoiceRefusal =
  | MasterKeyNotUsable
  | KeyUsageConflictOutcome
  | SchemeDoesNotFit
  | InputTemplateDoesNotFit;

/**
 * Decides whether a master key can serve as it was chosen: approved, made for that usage, of a kind that goes with scheme
 * and card type, and with a template that gives a fitting input for a sample card.
 *
 * @param sample - a card of the profile; null when it has none yet
 */
export async function whyNotMasterKey(
  sql: Sql,
  { keys, answersAs }: { readonly keys: Keying; readonly answersAs: CardType },
  sample: { readonly id: string; readonly serialNumber: string } | null,
): Promise<MasterKeyChoiceRefusal | null> {
  if (keys.masterKeyId === null) return null;
  const masterKey = await masterKeyRepository(sql).lockById(keys.masterKeyId);
  if (masterKey?.state !== "ACTIVE") return { type: "MasterKeyNotUsable" };
  const usage = keys.keySource === "DIVERSIFIED" ? "DERIVE" : "RESPOND";
  if (masterKey.usage !== usage) return { type: "KeyUsageConflict", usage: masterKey.usage };
  return usage === "RESPOND"
    ? whyNotShared(masterKey, answersAs)
    : whyNotDerived(masterKey, { keys, answersAs }, sample);
}

function whyNotShared({ kind }: MasterKeyRecord, { cipher, keyLengths }: CardType): SchemeDoesNotFit | null {
  const facts = masterKeyFacts(kind);
  const fits = facts.cipher === cipher && keyLengths.includes(facts.keyLength);
  return fits
    ? null
    : { type: "SchemeDoesNotFit", possibleMasterKeys: [`${cipher}, ${keyLengths.join(" or ")} bytes`] };
}

function whyNotDerived(
  { kind }: MasterKeyRecord,
  { keys: { scheme, inputTemplate }, answersAs }: { readonly keys: Keying; readonly answersAs: CardType },
  sample: { readonly id: string; readonly serialNumber: string } | null,
): SchemeDoesNotFit | InputTemplateDoesNotFit | null {
  if (scheme === null || inputTemplate === null) throw new RangeError("scheme: expected one and a template");
  const { masterKeys, inputLength } = schemeFacts(scheme);
  if (derivedKeyLength(scheme, kind, answersAs) === null) {
    return { type: "SchemeDoesNotFit", possibleMasterKeys: masterKeys };
  }
  const read = readInputTemplate(inputTemplate);
  if (read.type !== "TemplateRead") throw new RangeError("inputTemplate: expected one that can be read");
  const card = sample ?? { id: "00000000-0000-0000-0000-000000000000", serialNumber: "" };
  const input = templateInput(read.template, { serialNumber: card.serialNumber, cardId: card.id });
  const { preface } = read.template;
  const tried = { scheme, masterKey: { kind }, preface, input: input ?? new Uint8Array(), cardType: answersAs };
  const trouble = derivationTrouble(tried);
  if (trouble === "PREFACE_DOES_NOT_FIT")
    return { type: "InputTemplateDoesNotFit", serialNumber: null, ...inputLength };
  if (sample === null || trouble === null) return null;
  return { type: "InputTemplateDoesNotFit", serialNumber: sample.serialNumber, ...inputLength };
}
