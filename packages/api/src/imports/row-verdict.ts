import { type ImportProblem, isWarning } from "@unlatch/core/import/import-problem";
import type { KeyedCard } from "../keys/index.ts";
import type { CardRecord } from "../cards/index.ts";
import type { FileRow } from "./import-batches.ts";
import type { RowOutcome } from "./import-counts.ts";

/** What is written for a row that nothing stands against. */
export interface RowEffect {
  /** The card to add; null: it is there already. */
  readonly card: CardRecord | null;
  readonly keyed: KeyedCard;
  /** The key to seal as the card's newest; null: none. */
  readonly key: Uint8Array | null;
}

/** What is going to become of a row, and what is to be said about it. */
export interface RowVerdict {
  readonly row: number;
  /** In its kept form where it has one; empty where it could be a key. */
  readonly serialNumber: string;
  readonly outcome: RowOutcome;
  readonly problems: readonly ImportProblem[];
  /** Null where nothing is written. */
  readonly effect: RowEffect | null;
}

/** @returns the verdict on a row, refused when a problem stands against it */
export function verdictOn(
  row: FileRow,
  problems: readonly ImportProblem[],
  wanted: { readonly outcome: RowOutcome; readonly effect: RowEffect | null },
): RowVerdict {
  const serialNumber = row.keptSerialNumber ?? "";
  const isRefused = problems.some((problem) => !isWarning(problem));
  const what = isRefused ? ({ outcome: "REFUSED", effect: null } as const) : wanted;
  return { row: row.number, serialNumber, problems, ...what };
}
