import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../platform/column-types.ts";

/** A card's admin key, sealed. There is no way from here to the schema. */
export const adminKeyEntity = ({ instant, bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "admin_key",
    tableName: "admin_keys",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      card_id: { type: "varchar", length: 36 },
      key_version: { type: "integer" },
      algorithm: { type: "varchar", length: 16 },
      sealed: { ...bytes },
      data_key_id: { type: "varchar", length: 64 },
      token_key_id: { type: "varchar", length: 64, nullable: true },
      check_value: { type: "varchar", length: 6 },
      created_at: { ...instant },
      key_fingerprint: { type: "varchar", length: 64, nullable: true },
    },
    indices: [
      { name: "admin_key_data_key", columns: ["data_key_id"] },
      { name: "admin_key_card_version", columns: ["card_id", "key_version"], unique: true },
      { name: "admin_key_fingerprint", columns: ["key_fingerprint", "card_id"] },
    ],
    foreignKeys: [
      { name: "admin_key_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
    ],
  });
