import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** What is known of people's mail addresses beside the one they have: those they typed themselves, and former ones. */
export const noticeAddressEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "notice_address",
    tableName: "notice_addresses",
    columns: {
      user_id: { type: "varchar", length: 36, primary: true },
      address: { type: "varchar", length: 254, primary: true },
      standing: { type: "varchar", length: 16, primary: true },
      until: { ...instant, nullable: true },
    },
    checks: [{ name: "notice_address_standing", expression: oneOf("standing", ["CHOSEN", "FORMER"]) }],
    foreignKeys: [
      {
        name: "notice_address_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
