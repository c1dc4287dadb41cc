import { cardRepository } from "../cards/index.ts";
import type { SourcedVault } from "../keys/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { profileRepository } from "../profiles/index.ts";
import type { FileRow } from "./import-batches.ts";
import type { ImportSettings } from "./import-settings.ts";
import { judgeRow, type RowGrounds } from "./judge-rows.ts";
import { rowGroundsRepository } from "./row-grounds.repository.ts";
import type { RowVerdict } from "./row-verdict.ts";
import type { SeenOnce } from "./seen-once.ts";

/** What rows are written with. */
export interface ImportDesk {
  readonly vault: Pick<SourcedVault, "addAdminKeys" | "derivingAmong" | "withAdminKey">;
  readonly clock: Clock;
  readonly random: Random;
  fingerprintOf(key: Uint8Array): string;
}

/** Rows to write, and under which settings. */
export interface BatchToApply {
  readonly rows: readonly FileRow[];
  readonly profileId: string;
  readonly settings: ImportSettings;
  /** The fingerprints of the keys of the file so far. */
  readonly keysSeen: SeenOnce;
}

/** A card was added with the serial number of a row while the batch was being written: the batch is worth another try. */
export class SerialNumberTakenMeanwhile extends Error {
  override readonly name = "SerialNumberTakenMeanwhile";
}

/**
 * Judges rows and writes what nothing stands against, in one transaction. A preview does the same and then takes all of
 * it back: there is no other code that could see it differently.
 *
 * @throws SerialNumberTakenMeanwhile then nothing of the transaction may be kept
 */
export async function applyBatch(sql: Sql, desk: ImportDesk, batch: BatchToApply): Promise<RowVerdict[]> {
  const grounds = await groundsOf(sql, batch);
  const inFile = batch.rows.flatMap(({ adminKey }) => (adminKey === null ? [] : [adminKey]));
  const keyDesk = { ...desk, sql, deriving: await desk.vault.derivingAmong(sql, inFile) };
  const verdicts: RowVerdict[] = [];
  for (const row of batch.rows) verdicts.push(await judgeRow(row, grounds, keyDesk));
  const told = await withKeysElsewhere(sql, { verdicts, keysSeen: batch.keysSeen, fingerprintOf: desk.fingerprintOf });
  const effects = told.flatMap(({ effect }) => (effect === null ? [] : [effect]));
  const cards = effects.flatMap(({ card }) => (card === null ? [] : [card]));
  const written = await cardRepository(sql).insertAll(cards, desk.clock());
  if (written !== cards.length) throw new SerialNumberTakenMeanwhile();
  const keys = effects.flatMap(({ keyed: card, key }) => (key === null ? [] : [{ card, key }]));
  await desk.vault.addAdminKeys(sql, keys);
  return told;
}

async function groundsOf(sql: Sql, { rows, profileId, settings }: BatchToApply): Promise<RowGrounds> {
  const lookUp = rowGroundsRepository(sql);
  const serialNumbers = rows.flatMap(({ keptSerialNumber }) => (keptSerialNumber === null ? [] : [keptSerialNumber]));
  const cards = await lookUp.cardsBySerialNumber(serialNumbers);
  const holders = await lookUp.holdersByName(rows.map(({ holder }) => holder));
  const profile = await profileRepository(sql).holdById(profileId);
  if (profile === null) throw new Error("An import is for a card profile that does not exist.");
  const profiles = await lookUp.profilesByName(rows.map(({ profileName }) => profileName));
  return { cards, holders, profile, profiles, settings };
}

/** A key that more cards have is taken, and said so: in the file, or among the cards there are. */
async function withKeysElsewhere(
  sql: Sql,
  {
    verdicts,
    keysSeen,
    fingerprintOf,
  }: { readonly verdicts: readonly RowVerdict[]; readonly keysSeen: SeenOnce; fingerprintOf(key: Uint8Array): string },
): Promise<RowVerdict[]> {
  const prints = new Map<RowVerdict, string>();
  for (const verdict of verdicts) {
    const key = verdict.effect?.key ?? null;
    if (key !== null && verdict.effect?.keyed.cardType.cipher !== "NONE") prints.set(verdict, fingerprintOf(key));
  }
  const asked = [...prints].map(([{ effect }, fingerprint]) => ({ fingerprint, cardId: effect?.keyed.cardId ?? "" }));
  const elsewhere = await rowGroundsRepository(sql).fingerprintsElsewhere(asked);
  return verdicts.map((verdict) => {
    const print = prints.get(verdict);
    if (print === undefined) return verdict;
    const isAgain = keysSeen.firstRowOf(print, verdict.row) !== verdict.row;
    if (!isAgain && !elsewhere.has(print)) return verdict;
    const shared = { code: "KEY_ON_ANOTHER_CARD", column: "ADMIN_KEY", fact: "" } as const;
    return { ...verdict, problems: [...verdict.problems, shared] };
  });
}
