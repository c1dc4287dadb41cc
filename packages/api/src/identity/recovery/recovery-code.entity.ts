import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A recovery code that was not used yet. Only a keyed hash of it is kept, and goes when it is used. */
export const recoveryCodeEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "recovery_code",
    tableName: "recovery_codes",
    columns: {
      code_hash: { type: "varchar", length: 64, primary: true },
      user_id: { type: "varchar", length: 36 },
      created_at: { ...instant },
    },
    indices: [{ name: "recovery_code_user", columns: ["user_id"] }],
    foreignKeys: [
      {
        name: "recovery_code_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
