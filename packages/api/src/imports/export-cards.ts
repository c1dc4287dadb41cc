import { csvLine } from "@unlatch/core/import/csv-line";
import type { Actor } from "../platform/actor.ts";
import { instantOrNull, type Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";

const rowsAtOnce = 1000;

/**
 * All cards as a file for spreadsheets, in the order of their serial numbers. Keys are not in it, nor their check values;
 * what a spreadsheet could take for a formula is made harmless.
 *
 * @returns records who exports, and then gives the file piece by piece, holding no more than one of them
 */
export const exportCards =
  ({ reader, unitOfWork }: { reader: Sql; unitOfWork: UnitOfWork }) =>
  async (actor: Actor): Promise<AsyncIterable<string>> => {
    const action = { name: "card.exportCards", success: "CardsExported" } as const;
    await unitOfWork.audited(action, actor, async () => ({ type: "CardsExported" }) as const);
    return linesFrom(reader);
  };

const heading = ["Serial number", "Label", "Holder", "Name", "State", "Valid until", "Card profile", "Card type"];

async function* linesFrom(reader: Sql): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(heading)}`;
  let after = "";
  for (;;) {
    const rows = await reader.rows<Row>(
      `SELECT c.serial_number, c.label, u.username, u.display_name, c.state, c.valid_until, p.name, p.card_type, c.card_type_override
       FROM cards c JOIN card_profiles p ON p.id = c.profile_id LEFT JOIN users u ON u.id = c.holder_id
       WHERE c.serial_number > ? ORDER BY c.serial_number LIMIT ${rowsAtOnce}`,
      [after],
    );
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row))).join("");
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.serial_number ?? "";
  }
}

interface Row {
  readonly serial_number: string;
  readonly label: string;
  readonly username: string | null;
  readonly display_name: string | null;
  readonly state: string;
  readonly valid_until: unknown;
  readonly name: string;
  readonly card_type: string;
  readonly card_type_override: string | null;
}

const cellsOf = (row: Row) => [
  row.serial_number,
  row.label,
  row.username ?? "",
  row.display_name ?? "",
  row.state,
  instantOrNull(row.valid_until)?.toISOString().slice(0, 10) ?? "",
  row.name,
  row.card_type_override ?? row.card_type,
];
