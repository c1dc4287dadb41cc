import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** Cards for which unblocking is stopped, and since when; a card that is not in it is not frozen. */
export const cardFreezeEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "card_freeze",
    tableName: "card_freezes",
    columns: {
      card_id: { type: "varchar", length: 36, primary: true },
      frozen_at: { ...instant },
    },
    foreignKeys: [
      { name: "card_freeze_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
    ],
  });
