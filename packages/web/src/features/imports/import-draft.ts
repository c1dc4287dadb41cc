import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { ImportColumn } from "../../graphql/generated/graphql.ts";
import type { InspectedFile } from "./import-answer.ts";

/** An import as it is being prepared. */
export interface ImportDraft {
  profileId: string;
  hasHeading: boolean;
  /** What each column of the file holds; empty: nothing that is imported. */
  columns: (ImportColumn | "")[];
  takesDefaultKeys: boolean;
  takesTwoKeyKeys: boolean;
  stateOfNewCards: CardState;
}

/** What a column can hold, in the order in which it is offered. */
export const offeredColumns: readonly ImportColumn[] = [
  "SERIAL_NUMBER",
  "LABEL",
  "HOLDER",
  "ADMIN_KEY",
  "KEY_CHECK_VALUE",
  "STATE",
  "VALID_UNTIL",
  "PROFILE",
  "CARD_TYPE",
];

/** @returns a draft before there is a file */
export function newDraft(): ImportDraft {
  return {
    profileId: "",
    hasHeading: true,
    columns: [],
    takesDefaultKeys: false,
    takesTwoKeyKeys: false,
    stateOfNewCards: "ACTIVE",
  };
}

/** Takes over what the server suggests for a file. */
export function suggest(draft: ImportDraft, file: InspectedFile): void {
  draft.hasHeading = file.hasHeading;
  draft.columns = file.columns.map(({ suggestion, looksLikeKey }) => suggestion ?? (looksLikeKey ? "ADMIN_KEY" : ""));
  const first = draft.columns.indexOf("ADMIN_KEY");
  draft.columns = draft.columns.map((column, index) => (column === "ADMIN_KEY" && index !== first ? "" : column));
}

/** Why the columns of a draft can't be imported: none is the serial number, or two hold the same. */
export function columnTrouble({ columns }: ImportDraft): "serialMissing" | "columnTwice" | null {
  const chosen = columns.filter((column) => column !== "");
  if (!chosen.includes("SERIAL_NUMBER")) return "serialMissing";
  return new Set(chosen).size === chosen.length ? null : "columnTwice";
}

/** @returns a draft as the server takes it, but for the name of the file */
export function mappingOf(draft: ImportDraft) {
  const columns = draft.columns.flatMap((column, index) => (column === "" ? [] : [{ column, index }]));
  return { ...draft, columns };
}
