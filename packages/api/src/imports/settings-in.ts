import type { ImportColumn } from "@unlatch/core/import/import-column";
import type { CardState } from "@unlatch/core/lifecycle/card-states";

/** The settings of an import as a client gives them. */
export interface GivenSettings {
  readonly columns?: readonly { readonly column: ImportColumn; readonly index: number }[] | null | undefined;
  readonly hasHeading?: boolean | null | undefined;
  readonly takesDefaultKeys?: boolean | null | undefined;
  readonly takesTwoKeyKeys?: boolean | null | undefined;
  readonly stateOfNewCards?: CardState | null | undefined;
}

/** @returns the same in the form that `readImportSettings` reads; a column that is named twice makes it unreadable */
export function settingsIn(given: GivenSettings): object {
  const { columns, hasHeading, takesDefaultKeys, takesTwoKeyKeys, stateOfNewCards } = given;
  const named = new Set(columns?.map(({ column }) => column));
  const isTwice = columns !== null && columns !== undefined && named.size !== columns.length;
  return {
    columns: isTwice ? {} : columns && Object.fromEntries(columns.map(({ column, index }) => [column, index])),
    hasHeading,
    takesDefaultKeys: takesDefaultKeys ?? false,
    takesTwoKeyKeys: takesTwoKeyKeys ?? false,
    stateOfNewCards: stateOfNewCards ?? "ACTIVE",
  };
}
