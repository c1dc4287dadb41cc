import { equalInConstantTime } from "@unlatch/core/bytes";
import type { ImportProblem } from "@unlatch/core/import/import-problem";
import { isWarning } from "@unlatch/core/import/import-problem";
import { derivationTrouble } from "@unlatch/core/keys/derive-card-key";
import { schemeFacts } from "@unlatch/core/keys/diversification-scheme";
import { readInputTemplate, templateInput } from "@unlatch/core/keys/input-template";
import type { KeyedCard, SourcedVault } from "../keys/index.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import type { FileRow } from "./import-batches.ts";
import type { ImportSettings } from "./import-settings.ts";
import { checkValueProblem, keyProblems } from "./key-judgement.ts";
import type { KnownCard } from "./row-grounds.repository.ts";

/** What keys are judged with. */
export interface KeyDesk {
  readonly sql: Sql;
  readonly vault: Pick<SourcedVault, "withAdminKey">;
  /** The keys of the file from which others are derived. */
  readonly deriving: ReadonlySet<Uint8Array>;
  readonly random: Random;
  /** By which the same key is recognised wherever it is. */
  fingerprintOf(key: Uint8Array): string;
}

/** A row with its card, as far as the key is concerned. */
export interface KeyQuestion {
  readonly row: FileRow;
  readonly keyed: KeyedCard;
  readonly known: KnownCard | null;
}

/** What is to be sealed, and what is to be said. */
export interface KeyAnswer {
  /** Null where the card keeps the key it has, or has none of its own. */
  readonly key: Uint8Array | null;
  readonly problems: readonly ImportProblem[];
}

/** @returns which key a row gives its card, and what is wrong with it */
export async function judgeKey(question: KeyQuestion, settings: ImportSettings, desk: KeyDesk): Promise<KeyAnswer> {
  const source = question.keyed.source?.type ?? "STORED";
  switch (source) {
    case "STORED":
    case "PUK_AS_HEX":
      return judgeOwnKey(question, settings, desk);
    case "DIVERSIFIED":
    case "UNIFORM":
      return { key: null, problems: await derivedKeyProblems(question, desk) };
    default:
      return source satisfies never;
  }
}

async function judgeOwnKey(
  { row, keyed, known }: KeyQuestion,
  settings: ImportSettings,
  desk: KeyDesk,
): Promise<KeyAnswer> {
  const { adminKey: key, keyCheckValue } = row;
  if (key === null) return { key: null, problems: known === null ? missing(row) : [] };
  const problems = keyProblems(key, { cardType: keyed.cardType, keyCheckValue }, settings);
  if (problems.some((problem) => !isWarning(problem))) return { key: null, problems };
  if (desk.deriving.has(key)) {
    return { key: null, problems: [...problems, about("KEY_DERIVES_OTHERS")] };
  }
  const isSame = known !== null && (await hasKey(known, { keyed, key }, desk));
  return { key: isSame ? null : key, problems };
}

/** Nothing about a missing key where the key that stands there was refused already. */
const missing = ({ problems }: FileRow) =>
  problems.some(({ column }) => column === "ADMIN_KEY") ? [] : [about("KEY_MISSING")];

const about = (code: ImportProblem["code"]): ImportProblem => ({ code, column: "ADMIN_KEY", fact: "" });

async function hasKey(
  known: KnownCard,
  { keyed, key }: { readonly keyed: KeyedCard; readonly key: Uint8Array },
  { vault, sql, fingerprintOf }: KeyDesk,
): Promise<boolean> {
  if (!known.hasKey) return false;
  if (known.keyFingerprint !== null) return known.keyFingerprint === fingerprintOf(key);
  const use = await vault.withAdminKey(sql, keyed, (kept) => equalInConstantTime(kept, key));
  return use.type === "KeyUsed" && use.value;
}

/** Whether a card's serial number gives what its key is derived from; told without the master key, so for many cards. */
function canBeDerived({ cardId, cardType, source }: KeyedCard): boolean {
  if (source?.type !== "DIVERSIFIED") return true;
  const { scheme, serialNumber } = source;
  const read = readInputTemplate(source.inputTemplate ?? "");
  if (scheme === null || read.type !== "TemplateRead") return false;
  const input = templateInput(read.template, { serialNumber, cardId });
  if (input === null) return false;
  const derivation = { scheme, preface: read.template.preface, input, cardType };
  return schemeFacts(scheme).masterKeys.some(
    (kind) => derivationTrouble({ ...derivation, masterKey: { kind } }) === null,
  );
}

/** A card whose key is computed has none of its own: what the file says of it can only agree. */
async function derivedKeyProblems({ row, keyed }: KeyQuestion, { vault, sql }: KeyDesk): Promise<ImportProblem[]> {
  const { adminKey, keyCheckValue } = row;
  if (adminKey === null && keyCheckValue === "") return canBeDerived(keyed) ? [] : [about("KEY_UNAVAILABLE")];
  const use = await vault.withAdminKey(sql, keyed, (key) => {
    if (adminKey !== null && !equalInConstantTime(key, adminKey)) return about("KEY_NOT_AS_DERIVED");
    return checkValueProblem(key, { cardType: keyed.cardType, keyCheckValue });
  });
  if (use.type === "KeyTroubled") return [about("KEY_UNAVAILABLE")];
  return use.value === null ? [] : [use.value];
}
