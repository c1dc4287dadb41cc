import { type ImportColumn, importColumns } from "@unlatch/core/import/import-column";
import { cardStates } from "@unlatch/core/lifecycle/card-states";
import { z } from "zod";

const given = z.strictObject({
  profileId: z.string().max(64).default(""),
  fileName: z.string().max(500).default(""),
  columns: z
    .array(z.strictObject({ column: z.enum(importColumns), index: z.number().int() }))
    .max(importColumns.length)
    .nullish(),
  hasHeading: z.boolean().nullish(),
  takesDefaultKeys: z.boolean().nullish(),
  takesTwoKeyKeys: z.boolean().nullish(),
  stateOfNewCards: z.enum(cardStates).nullish(),
});

/** What comes along with a file: whose cards they are, and which column holds what. */
export interface ImportMapping extends z.infer<typeof given> {
  readonly columns?: { column: ImportColumn; index: number }[] | null | undefined;
}

/** @returns what a header says as JSON, plain or percent-encoded; everything left open where there is none; null: nonsense */
export function mappingIn(header: string | string[] | undefined): ImportMapping | null {
  if (Array.isArray(header)) return null;
  try {
    const text = header ?? "{}";
    const read = given.safeParse(JSON.parse(text.startsWith("{") ? text : decodeURIComponent(text)));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
