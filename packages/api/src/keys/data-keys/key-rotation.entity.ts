import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** How far sealing admin keys anew has come. Whoever goes on begins where it says. */
export const keyRotationEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "key_rotation",
    tableName: "key_rotations",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      state: { type: "varchar", length: 16 },
      after_id: { type: "varchar", length: 36 },
      rows_in_all: { type: "integer" },
      rows_done: { type: "integer" },
      rows_troubled: { type: "integer" },
      started_at: { ...instant },
      ended_at: { ...instant, nullable: true },
    },
    checks: [{ name: "key_rotation_state", expression: oneOf("state", ["RUNNING", "DONE"]) }],
    indices: [{ name: "key_rotation_one_running", columns: ["state"], unique: true, where: "state = 'RUNNING'" }],
  });
