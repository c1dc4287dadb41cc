import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

const foreignKey = (name: string, target: string, column: string) => ({
  name,
  target,
  columnNames: [column],
  referencedColumnNames: ["id"],
  onDelete: "CASCADE" as const,
});

/** Whom a directory or provider means by a subject. */
export const externalIdentityEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "external_identity",
    tableName: "external_identities",
    columns: {
      method_id: { type: "varchar", length: 36, primary: true },
      subject: { type: "varchar", length: 255, primary: true },
      user_id: { type: "varchar", length: 36 },
      origin: { type: "varchar", length: 8 },
      created_at: { ...instant },
      last_seen_at: { ...instant },
      ended_at_version: { type: "integer", nullable: true },
    },
    indices: [{ name: "external_identity_user", columns: ["user_id", "method_id"], unique: true }],
    checks: [{ name: "external_identity_origin", expression: oneOf("origin", ["CREATED", "MATCHED", "LINKED"]) }],
    foreignKeys: [
      foreignKey("external_identity_method_fk", "sign_in_method", "method_id"),
      foreignKey("external_identity_user_fk", "user", "user_id"),
    ],
  });
