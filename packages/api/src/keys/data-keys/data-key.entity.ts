import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** A data key, wrapped under the key-encryption key. A destroyed one leaves its row and no bytes. */
export const dataKeyEntity = ({ instant, bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "data_key",
    tableName: "data_keys",
    columns: {
      purpose: { type: "varchar", length: 32, primary: true, primaryKeyConstraintName: "data_key_pk" },
      id: { type: "varchar", length: 64, primary: true, primaryKeyConstraintName: "data_key_pk" },
      epoch: { type: "integer" },
      state: { type: "varchar", length: 16 },
      wrapped: { ...bytes },
      kek_id: { type: "varchar", length: 64 },
      sealed_count: { type: "integer" },
      created_at: { ...instant },
      deactivated_at: { ...instant, nullable: true },
      destroyed_at: { ...instant, nullable: true },
    },
    checks: [{ name: "data_key_state", expression: oneOf("state", ["ACTIVE", "DEACTIVATED", "DESTROYED"]) }],
    indices: [
      { name: "data_key_epoch", columns: ["purpose", "epoch"], unique: true },
      { name: "data_key_one_active", columns: ["purpose"], unique: true, where: "state = 'ACTIVE'" },
    ],
  });
