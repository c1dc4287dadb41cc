import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "./column-types.ts";

/** One row: what this database is and which key-encryption key seals its secrets. */
export const installationEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "installation",
    tableName: "installation",
    columns: {
      id: { type: "integer", primary: true },
      mode: { type: "varchar", length: 16 },
      kek_id: { type: "varchar", length: 64 },
      created_at: { ...instant },
    },
  });
