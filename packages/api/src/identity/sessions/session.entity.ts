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
      proved_at: { ...instant, nullable: true },
      proved_with: { type: "varchar", length: 64, nullable: true },
      address: { type: "varchar", length: 64, nullable: true },
      label: { type: "varchar", length: 100, nullable: true },
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
