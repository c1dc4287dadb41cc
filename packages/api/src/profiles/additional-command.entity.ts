import { cardStates } from "@unlatch/core/lifecycle/card-states";
import { EntitySchema } from "typeorm";
import { oneOf } from "../platform/column-types.ts";

/** A row of Additional Commands: this process is on for cards of this profile in this state, for these people. */
export const additionalCommandEntity = () =>
  new EntitySchema({
    name: "additional_command",
    tableName: "additional_commands",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      profile_id: { type: "varchar", length: 36 },
      state: { type: "varchar", length: 32 },
      process: { type: "varchar", length: 100 },
      /** Who may start it, separated by blanks. */
      who: { type: "varchar", length: 100 },
      position: { type: "integer" },
    },
    checks: [{ name: "additional_command_state", expression: oneOf("state", cardStates) }],
    indices: [{ name: "additional_command_once", columns: ["profile_id", "state", "process"], unique: true }],
    foreignKeys: [
      {
        name: "additional_command_profile_fk",
        target: "card_profile",
        columnNames: ["profile_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
