import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** What was counted about a card. A card without a row never had a response. */
export const cardGuardEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "card_guard",
    tableName: "card_guards",
    columns: {
      card_id: { type: "varchar", length: 36, primary: true },
      released_since_success: { type: "integer" },
      released_in_all: { type: "integer" },
      last_released_at: { ...instant, nullable: true },
      challenge_repeats: { type: "integer" },
    },
    indices: [
      { name: "card_guard_repeated", columns: ["challenge_repeats"], where: "challenge_repeats > 0" },
      { name: "card_guard_attempts", columns: ["released_since_success"], where: "released_since_success > 0" },
    ],
    foreignKeys: [
      { name: "card_guard_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
    ],
  });
