import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** One component of a master key and who entered it. Its bytes go when the key is put together or rejected. */
export const masterKeyComponentEntity = ({ instant, bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "master_key_component",
    tableName: "master_key_components",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      master_key_id: { type: "varchar", length: 36 },
      number: { type: "integer" },
      sealed: { ...bytes, nullable: true },
      check_value: { type: "varchar", length: 6 },
      entered_by: { type: "varchar", length: 36 },
      entered_at: { ...instant },
    },
    indices: [
      { name: "master_key_component_number", columns: ["master_key_id", "number"], unique: true },
      { name: "master_key_component_person", columns: ["master_key_id", "entered_by"], unique: true },
    ],
    foreignKeys: [
      {
        name: "master_key_component_key_fk",
        target: "master_key",
        columnNames: ["master_key_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
      {
        name: "master_key_component_by_fk",
        target: "user",
        columnNames: ["entered_by"],
        referencedColumnNames: ["id"],
      },
    ],
  });
