import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** The SHA-256 of a state with which a provider sent somebody back, until it would have ended anyway: it counts once. */
export const spentStateEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "spent_sign_in_state",
    tableName: "spent_sign_in_states",
    columns: {
      state_hash: { type: "varchar", length: 64, primary: true },
      expires_at: { ...instant },
    },
    indices: [{ name: "spent_sign_in_state_expires", columns: ["expires_at"] }],
  });
