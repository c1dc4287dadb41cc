import { EntitySchema } from "typeorm";

/** What was wrong with a row of an import, or worth a look. `fact` fills the sentence about it and is never of a key. */
export const importProblemEntity = () =>
  new EntitySchema({
    name: "import_problem",
    tableName: "import_problems",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      run_id: { type: "varchar", length: 36 },
      row_number: { type: "integer" },
      position: { type: "integer" },
      serial_number: { type: "varchar", length: 64 },
      code: { type: "varchar", length: 40 },
      column_name: { type: "varchar", length: 32, nullable: true },
      fact: { type: "varchar", length: 200 },
    },
    indices: [{ name: "import_problem_row", columns: ["run_id", "row_number", "position"], unique: true }],
    foreignKeys: [
      { name: "import_problem_run_fk", target: "import_run", columnNames: ["run_id"], referencedColumnNames: ["id"] },
    ],
  });
