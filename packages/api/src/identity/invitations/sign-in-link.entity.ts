import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** A one-time link with which a person sets their password. Only the SHA-256 of its token is kept. */
export const signInLinkEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "sign_in_link",
    tableName: "sign_in_links",
    columns: {
      token_hash: { type: "varchar", length: 64, primary: true },
      user_id: { type: "varchar", length: 36 },
      purpose: { type: "varchar", length: 16 },
      created_at: { ...instant },
      expires_at: { ...instant },
      used_at: { ...instant, nullable: true },
    },
    checks: [{ name: "sign_in_link_purpose", expression: oneOf("purpose", ["INVITATION", "RESET"]) }],
    indices: [{ name: "sign_in_link_user", columns: ["user_id"] }],
    foreignKeys: [
      {
        name: "sign_in_link_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
