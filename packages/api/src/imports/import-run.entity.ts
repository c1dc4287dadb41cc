import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../platform/column-types.ts";

/** A run of importing a file: how far it is, and what came of its rows. The file itself is nowhere. */
export const importRunEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "import_run",
    tableName: "import_runs",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      state: { type: "varchar", length: 16 },
      file_name: { type: "varchar", length: 200 },
      profile_id: { type: "varchar", length: 36 },
      settings: { type: "text" },
      started_by: { type: "varchar", length: 36, nullable: true },
      started_at: { ...instant },
      touched_at: { ...instant },
      ended_at: { ...instant, nullable: true },
      read_rows: { type: "integer" },
      new_cards: { type: "integer" },
      new_keys: { type: "integer" },
      unchanged: { type: "integer" },
      refused: { type: "integer" },
      warned: { type: "integer" },
      digest: { type: "varchar", length: 64 },
    },
    checks: [{ name: "import_run_state", expression: oneOf("state", ["RUNNING", "INTERRUPTED", "DONE", "CANCELLED"]) }],
    indices: [{ name: "import_run_started", columns: ["started_at", "id"] }],
    foreignKeys: [
      {
        name: "import_run_profile_fk",
        target: "card_profile",
        columnNames: ["profile_id"],
        referencedColumnNames: ["id"],
      },
      { name: "import_run_started_by_fk", target: "user", columnNames: ["started_by"], referencedColumnNames: ["id"] },
    ],
  });
