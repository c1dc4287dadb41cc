import { keySources } from "@unlatch/core/keys/key-source";
import { EntitySchema } from "typeorm";
import { oneOf } from "../../platform/column-types.ts";

/** The key settings of a card profile. A profile without a row has the usual ones: one stored key a card. */
export const profileKeysEntity = () =>
  new EntitySchema({
    name: "profile_keys",
    tableName: "profile_keys",
    columns: {
      profile_id: { type: "varchar", length: 36, primary: true },
      key_source: { type: "varchar", length: 16 },
      custom_cipher: { type: "varchar", length: 16, nullable: true },
      custom_mode: { type: "varchar", length: 8, nullable: true },
      custom_challenge_lengths: { type: "varchar", length: 64, nullable: true },
      custom_key_length: { type: "integer", nullable: true },
      scheme: { type: "varchar", length: 32, nullable: true },
      input_template: { type: "varchar", length: 300, nullable: true },
      master_key_id: { type: "varchar", length: 36, nullable: true },
      legacy_reason: { type: "varchar", length: 500, nullable: true },
      attempt_warn_at: { type: "integer", nullable: true },
      attempt_stop_at: { type: "integer", nullable: true },
      quota_per_day: { type: "integer", nullable: true },
      quota_per_year: { type: "integer", nullable: true },
      quota_per_lifetime: { type: "integer", nullable: true },
    },
    checks: [{ name: "profile_keys_source", expression: oneOf("key_source", keySources) }],
    indices: [{ name: "profile_keys_master_key", columns: ["master_key_id"] }],
    foreignKeys: [
      {
        name: "profile_keys_profile_fk",
        target: "card_profile",
        columnNames: ["profile_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
      {
        name: "profile_keys_master_key_fk",
        target: "master_key",
        columnNames: ["master_key_id"],
        referencedColumnNames: ["id"],
      },
    ],
  });
