import { expect, test } from "vitest";
import type { InspectedFile } from "./import-answer.ts";
import { columnTrouble, mappingOf, newDraft, suggest } from "./import-draft.ts";

const column = (index: number, suggestion: "SERIAL_NUMBER" | "ADMIN_KEY" | null, looksLikeKey = false) => ({
  index,
  heading: null,
  suggestion,
  looksLikeKey,
});
const fileOf = (columns: InspectedFile["columns"]): InspectedFile => ({
  type: "FileInspected",
  encoding: "UTF-8",
  delimiter: ",",
  hasHeading: false,
  columns,
});

test("takes over what the server suggests, and the first column that could be a key", () => {
  const draft = newDraft();
  suggest(draft, fileOf([column(0, null), column(1, "SERIAL_NUMBER"), column(2, null, true), column(3, null, true)]));
  expect(draft).toMatchObject({ hasHeading: false, columns: ["", "SERIAL_NUMBER", "ADMIN_KEY", ""] });
  expect(mappingOf(draft).columns).toEqual([
    { column: "SERIAL_NUMBER", index: 1 },
    { column: "ADMIN_KEY", index: 2 },
  ]);
});

test("knows when columns can't be imported", () => {
  expect(columnTrouble({ ...newDraft(), columns: ["LABEL"] })).toBe("serialMissing");
  expect(columnTrouble({ ...newDraft(), columns: ["SERIAL_NUMBER", "LABEL", "LABEL"] })).toBe("columnTwice");
  expect(columnTrouble({ ...newDraft(), columns: ["SERIAL_NUMBER", "", ""] })).toBeNull();
});
