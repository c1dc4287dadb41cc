import { keyUsages } from "@unlatch/core/keys/key-source";
import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** A key entered in components: sealed once all are there, and of no use before somebody else approved it. */
export const masterKeyEntity = ({ instant, bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "master_key",
    tableName: "master_keys",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      name: { type: "varchar", length: 120 },
      name_key: { type: "varchar", length: 120 },
      usage: { type: "varchar", length: 16 },
      kind: { type: "varchar", length: 16 },
      state: { type: "varchar", length: 32 },
      needed_components: { type: "integer" },
      convention: { type: "varchar", length: 32 },
      expected_check_value: { type: "varchar", length: 6 },
      sealed: { ...bytes, nullable: true },
      key_fingerprint: { type: "varchar", length: 64, nullable: true },
      check_values: { type: "varchar", length: 200 },
      created_by: { type: "varchar", length: 36 },
      created_at: { ...instant },
      decided_by: { type: "varchar", length: 36, nullable: true },
      decided_at: { ...instant, nullable: true },
      version: { type: "integer" },
    },
    checks: [
      { name: "master_key_usage", expression: oneOf("usage", keyUsages) },
      {
        name: "master_key_state",
        expression: oneOf("state", ["COLLECTING", "AWAITING_APPROVAL", "ACTIVE", "REJECTED"]),
      },
    ],
    indices: [
      { name: "master_key_name_key", columns: ["name_key"], unique: true },
      { name: "master_key_fingerprint", columns: ["key_fingerprint"], unique: true },
    ],
    foreignKeys: [
      { name: "master_key_created_by_fk", target: "user", columnNames: ["created_by"], referencedColumnNames: ["id"] },
      { name: "master_key_decided_by_fk", target: "user", columnNames: ["decided_by"], referencedColumnNames: ["id"] },
    ],
  });
