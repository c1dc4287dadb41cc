import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../platform/column-types.ts";

/** What an administrator configures for a kind of card. */
export const cardProfileEntity = ({ instant, bytewise }: ColumnTypes) =>
  new EntitySchema({
    name: "card_profile",
    tableName: "card_profiles",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      name: { type: "varchar", length: 120 },
      name_key: { ...bytewise, length: 120 },
      description: { type: "varchar", length: 1000 },
      card_type: { type: "varchar", length: 64 },
      version: { type: "integer" },
      changed_at: { ...instant },
      changed_by: { type: "varchar", length: 36, nullable: true },
    },
    indices: [{ name: "card_profile_name_key", columns: ["name_key"], unique: true }],
    foreignKeys: [
      {
        name: "card_profile_changed_by_fk",
        target: "user",
        columnNames: ["changed_by"],
        referencedColumnNames: ["id"],
      },
    ],
  });
