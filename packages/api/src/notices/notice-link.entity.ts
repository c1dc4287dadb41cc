import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../platform/column-types.ts";

/** Links that went out by mail. Their tokens are not kept: they are made again from the id under a key. */
export const noticeLinkEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "notice_link",
    tableName: "notice_links",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      purpose: { type: "varchar", length: 16 },
      user_id: { type: "varchar", length: 36 },
      card_id: { type: "varchar", length: 36, nullable: true },
      address: { type: "varchar", length: 254, nullable: true },
      created_at: { ...instant },
      expires_at: { ...instant },
      used_at: { ...instant, nullable: true },
    },
    checks: [{ name: "notice_link_purpose", expression: oneOf("purpose", ["NOT_ME", "CONFIRM_ADDRESS"]) }],
    indices: [
      { name: "notice_link_user", columns: ["user_id", "purpose", "created_at"] },
      { name: "notice_link_expires", columns: ["expires_at"] },
    ],
    foreignKeys: [
      {
        name: "notice_link_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
      { name: "notice_link_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
    ],
  });
