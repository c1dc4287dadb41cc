import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A token by which a program asks in somebody's name. Only its SHA-256 is kept, and how it begins. */
export const apiTokenEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "api_token",
    tableName: "api_tokens",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      user_id: { type: "varchar", length: 36 },
      name: { type: "varchar", length: 50 },
      token_hash: { type: "varchar", length: 64 },
      prefix: { type: "varchar", length: 16 },
      scopes: { type: "text" },
      created_at: { ...instant },
      expires_at: { ...instant },
      last_used_at: { ...instant, nullable: true },
      revoked_at: { ...instant, nullable: true },
    },
    indices: [
      { name: "api_token_hash", columns: ["token_hash"], unique: true },
      { name: "api_token_user", columns: ["user_id"] },
      { name: "api_token_created", columns: ["created_at", "id"] },
    ],
    foreignKeys: [
      {
        name: "api_token_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
