import { cardTypeNamed, isCardTypeName, type ShippedCardTypeName } from "@unlatch/core/challenge/card-types";
import type { ImportProblem, ImportProblemCode } from "@unlatch/core/import/import-problem";
import type { ImportColumn } from "@unlatch/core/import/import-column";
import { shownWord } from "@unlatch/core/import/looks-like-key";
import type { CardRecord } from "../cards/index.ts";
import { fold } from "../identity/index.ts";
import { cardTypeFor, keyedCard, type ProfileRecord } from "../profiles/index.ts";
import type { FileRow } from "./import-batches.ts";
import type { ImportSettings } from "./import-settings.ts";
import { type KeyDesk, judgeKey } from "./judge-key.ts";
import type { KnownCard } from "./row-grounds.repository.ts";
import { type RowVerdict, verdictOn } from "./row-verdict.ts";

/** What is known around the rows of a batch. */
export interface RowGrounds {
  readonly cards: ReadonlyMap<string, KnownCard>;
  readonly holders: ReadonlyMap<string, string>;
  /** By folded name. */
  readonly profiles: ReadonlyMap<string, ProfileRecord>;
  /** The profile of rows that name none. */
  readonly profile: ProfileRecord;
  readonly settings: ImportSettings;
}

/** Collects what is wrong with a row. */
class Findings {
  readonly problems: ImportProblem[];

  constructor(row: FileRow) {
    this.problems = [...row.problems];
  }

  add(code: ImportProblemCode, column: ImportColumn | null, fact = ""): void {
    this.problems.push({ code, column, fact });
  }
}

/** @returns what is going to become of a row, as the cards, people, profiles and keys are now */
export async function judgeRow(row: FileRow, grounds: RowGrounds, desk: KeyDesk): Promise<RowVerdict> {
  const findings = new Findings(row);
  judgeIdentity(row, findings);
  const known = row.keptSerialNumber === null ? null : (grounds.cards.get(row.keptSerialNumber) ?? null);
  const profile = profileOf(row, grounds, findings);
  const card = known ?? newCard(row, { ...grounds, profile }, { findings, id: desk.random.id() });
  if (known !== null) judgeKnown({ row, known }, grounds, findings);
  if (profile === null || row.keptSerialNumber === null || findings.problems.some(({ code }) => isFatal(code))) {
    return verdictOn(row, findings.problems, { outcome: "REFUSED", effect: null });
  }
  const keyed = keyedCard(profile, card);
  const { key, problems } = await judgeKey({ row, keyed, known }, grounds.settings, desk);
  const wanted = {
    card: known === null ? (card as CardRecord) : null,
    keyed,
    key,
  };
  const outcome = known === null ? "NEW_CARD" : key === null ? "UNCHANGED" : "NEW_KEY";
  const effect = outcome === "UNCHANGED" ? null : wanted;
  return verdictOn(row, [...findings.problems, ...problems], { outcome, effect });
}

/** Where there is no point in looking at the key: which card, or what kind of card, is not known. */
const isFatal = (code: ImportProblemCode) =>
  [
    "ROW_TOO_LONG",
    "QUOTE_NOT_CLOSED",
    "DUPLICATE_IN_FILE",
    "CARD_OF_ANOTHER_PROFILE",
    "CARD_TYPE_UNKNOWN",
    "CARD_TYPE_OF_ANOTHER_KIND",
  ].includes(code);

function judgeIdentity(row: FileRow, findings: Findings): void {
  if (row.serialNumber !== "" && row.keptSerialNumber === null && row.problems.length === 0) {
    findings.add("SERIAL_NUMBER_UNREADABLE", "SERIAL_NUMBER");
  }
  if (row.sameAsRow !== null) findings.add("DUPLICATE_IN_FILE", "SERIAL_NUMBER", String(row.sameAsRow));
}

function profileOf(row: FileRow, { profiles, profile }: RowGrounds, findings: Findings): ProfileRecord | null {
  if (row.profileName === "") return profile;
  const named = profiles.get(fold(row.profileName)) ?? null;
  if (named === null) findings.add("PROFILE_UNKNOWN", "PROFILE", shownWord(row.profileName));
  return named;
}

function judgeKnown(
  { row, known }: { readonly row: FileRow; readonly known: KnownCard },
  grounds: RowGrounds,
  findings: Findings,
): void {
  const named = row.profileName === "" ? grounds.profile : grounds.profiles.get(fold(row.profileName));
  if (named !== undefined && named.id !== known.profileId) {
    findings.add("CARD_OF_ANOTHER_PROFILE", row.profileName === "" ? null : "PROFILE", "");
  }
  const type = row.cardTypeName.toLowerCase();
  const holder = row.holder === "" ? known.holderId : (grounds.holders.get(fold(row.holder)) ?? null);
  const says = [
    row.label === "" || labelFrom(row.label) === known.label,
    holder === known.holderId,
    row.state === null || row.state === known.state,
    row.validUntil === null || row.validUntil.getTime() === known.validUntil?.getTime(),
    type === "" || type === (known.cardTypeOverride ?? named?.cardType),
  ];
  if (says.includes(false)) findings.add("DETAILS_KEPT", null);
}

function newCard(
  row: FileRow,
  { profile, holders, settings }: Pick<RowGrounds, "holders" | "settings"> & { readonly profile: ProfileRecord | null },
  { findings, id }: { readonly findings: Findings; readonly id: string },
): CardRecord {
  const serialNumber = row.keptSerialNumber ?? "";
  const label = row.label === "" ? `Card ${serialNumber.slice(-4)}` : labelFrom(row.label);
  if ([...label].length > 200) findings.add("LABEL_UNUSABLE", "LABEL");
  const holderId = row.holder === "" ? null : (holders.get(fold(row.holder)) ?? null);
  if (row.holder !== "" && holderId === null) findings.add("HOLDER_UNKNOWN", "HOLDER", shownWord(row.holder));
  return {
    id,
    serialNumber,
    label,
    state: row.state ?? settings.stateOfNewCards,
    profileId: profile?.id ?? "",
    holderId,
    validUntil: row.validUntil,
    version: 1,
    cardTypeOverride: cardTypeIn(row, profile, findings),
    keySourceOverride: null,
  };
}

function cardTypeIn(row: FileRow, profile: ProfileRecord | null, findings: Findings): ShippedCardTypeName | null {
  const name = row.cardTypeName.toLowerCase();
  if (name === "" || name === profile?.cardType) return null;
  if (isCardTypeName(name) && (profile === null || isOfItsKind(name, profile))) return name;
  const code = isCardTypeName(name) ? "CARD_TYPE_OF_ANOTHER_KIND" : "CARD_TYPE_UNKNOWN";
  findings.add(code, "CARD_TYPE", shownWord(row.cardTypeName));
  return null;
}

/** A file brings no 3DES among AES, for which a reason is asked, and no PUK where there are keys, or the other way round. */
function isOfItsKind(name: ShippedCardTypeName, profile: ProfileRecord): boolean {
  const [own, usual] = [cardTypeNamed(name).cipher, cardTypeFor(profile).cipher];
  return own === usual || (own !== "3DES" && (own === "NONE") === (usual === "NONE"));
}

const labelFrom = (text: string) => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
