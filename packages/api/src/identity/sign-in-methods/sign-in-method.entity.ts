import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** A method of signing in: whether it is on, where it stands, how it is set up. Its secret is sealed. */
export const signInMethodEntity = ({ bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "sign_in_method",
    tableName: "sign_in_methods",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      kind: { type: "varchar", length: 16 },
      label: { type: "varchar", length: 100 },
      position: { type: "integer" },
      is_on: { type: "integer" },
      settings: { type: "text" },
      secret_sealed: { ...bytes, nullable: true },
      version: { type: "integer" },
    },
    checks: [
      { name: "sign_in_method_kind", expression: oneOf("kind", ["PASSKEY", "PASSWORD", "OPENID_CONNECT", "LDAP"]) },
    ],
  });
