import { cardStates } from "@unlatch/core/lifecycle/card-states";
import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../platform/column-types.ts";

/** A card and whose it is. `serial_reversed` lets its last digits be searched by an index; a search is answered by indexes alone. */
export const cardEntity = ({ instant, bytewise }: ColumnTypes) =>
  new EntitySchema({
    name: "card",
    tableName: "cards",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      serial_number: { ...bytewise, length: 64 },
      serial_reversed: { ...bytewise, length: 64 },
      label: { type: "varchar", length: 200 },
      state: { type: "varchar", length: 32 },
      profile_id: { type: "varchar", length: 36 },
      holder_id: { type: "varchar", length: 36, nullable: true },
      valid_until: { ...instant, nullable: true },
      created_at: { ...instant },
      version: { type: "integer" },
      card_type_override: { type: "varchar", length: 64, nullable: true },
      key_source_override: { type: "varchar", length: 16, nullable: true },
    },
    checks: [{ name: "card_state", expression: oneOf("state", cardStates) }],
    indices: [
      { name: "card_serial_number", columns: ["serial_number"], unique: true },
      { name: "card_serial_reversed", columns: ["serial_reversed", "serial_number", "state", "profile_id"] },
      { name: "card_holder", columns: ["holder_id", "serial_number", "state", "profile_id"] },
      { name: "card_profile_serial", columns: ["profile_id", "serial_number"] },
      { name: "card_state_serial", columns: ["state", "serial_number"] },
      { name: "card_profile_state_serial", columns: ["profile_id", "state", "serial_number"] },
    ],
    foreignKeys: [
      { name: "card_profile_fk", target: "card_profile", columnNames: ["profile_id"], referencedColumnNames: ["id"] },
      { name: "card_holder_fk", target: "user", columnNames: ["holder_id"], referencedColumnNames: ["id"] },
    ],
  });
