import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** Somebody whose first factor was right and whose second is awaited. Only the SHA-256 of its id is kept. */
export const pendingSignInEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "pending_sign_in",
    tableName: "pending_sign_ins",
    columns: {
      id_hash: { type: "varchar", length: 64, primary: true },
      user_id: { type: "varchar", length: 36 },
      proved_with: { type: "varchar", length: 64 },
      tries: { type: "integer" },
      expires_at: { ...instant },
    },
    indices: [
      { name: "pending_sign_in_user", columns: ["user_id"] },
      { name: "pending_sign_in_expires", columns: ["expires_at"] },
    ],
    foreignKeys: [
      {
        name: "pending_sign_in_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
