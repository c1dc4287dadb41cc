import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A signed-in browser. Only the SHA-256 of its token is kept. */
export const sessionEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "session",
    tableName: "sessions",
    columns: {
      token_hash: { type: "varchar", length: 64, primary: true },
      id: { type: "varchar", length: 36 },
      user_id: { type: "varchar", length: 36 },
      created_at: { ...instant },
      last_seen_at: { ...instant },
      expires_at: { ...instant },
    },
    indices: [
      { name: "session_id", columns: ["id"], unique: true },
      { name: "session_user", columns: ["user_id"] },
      { name: "session_expires", columns: ["expires_at"] },
    ],
    foreignKeys: [
      {
        name: "session_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
