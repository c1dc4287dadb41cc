import { type ColumnMapping, importColumns } from "@unlatch/core/import/import-column";
import { type CardState, cardStates } from "@unlatch/core/lifecycle/card-states";
import { z } from "zod";

/** How a file is to be read, and what is to be done about what can be seen either way. A run keeps it for being resumed. */
export interface ImportSettings {
  /** Null: what stands above the columns tells. */
  readonly columns: ColumnMapping | null;
  /** Whether the first row is a heading; null: it is looked at. */
  readonly hasHeading: boolean | null;
  /** Import keys that cards leave the factory with; they stand on the key hygiene page then. */
  readonly takesDefaultKeys: boolean;
  /** Import two-key 3DES keys, whose first and last third are the same. */
  readonly takesTwoKeyKeys: boolean;
  /** The state of a new card where the file says none. */
  readonly stateOfNewCards: CardState;
}

const place = z.number().int().min(0).max(255);

const form = z.strictObject({
  columns: z
    .partialRecord(z.enum(importColumns), place)
    .refine((columns) => columns.SERIAL_NUMBER !== undefined)
    .refine((columns) => new Set(Object.values(columns)).size === Object.values(columns).length)
    .nullish()
    .transform((columns) => columns ?? null),
  hasHeading: z
    .boolean()
    .nullish()
    .transform((has) => has ?? null),
  takesDefaultKeys: z.boolean().default(false),
  takesTwoKeyKeys: z.boolean().default(false),
  stateOfNewCards: z.enum(cardStates).default("ACTIVE"),
});

/** @returns the settings of an import, or null when the columns contradict each other or are none */
export function readImportSettings(given: unknown): ImportSettings | null {
  const read = form.safeParse(given);
  return read.success ? read.data : null;
}
