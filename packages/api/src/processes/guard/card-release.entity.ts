import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** One response that was released: of which card, to whom, when. Never the response. */
export const cardReleaseEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "card_release",
    tableName: "card_releases",
    columns: {
      process_id: { type: "varchar", length: 36, primary: true },
      card_id: { type: "varchar", length: 36 },
      person_id: { type: "varchar", length: 36 },
      released_at: { ...instant },
    },
    indices: [
      { name: "card_release_card", columns: ["card_id", "released_at"] },
      { name: "card_release_person", columns: ["person_id", "released_at"] },
    ],
    foreignKeys: [
      { name: "card_release_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
      { name: "card_release_person_fk", target: "user", columnNames: ["person_id"], referencedColumnNames: ["id"] },
    ],
  });
