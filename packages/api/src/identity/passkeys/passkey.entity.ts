import { EntitySchema } from "typeorm";
import { type ColumnTypes } from "../../platform/column-types.ts";

/** A person's passkey: its public half, and how often the authenticator said it was used. */
export const passkeyEntity = ({ instant, bytes, sequence }: ColumnTypes) =>
  new EntitySchema({
    name: "passkey",
    tableName: "passkeys",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      user_id: { type: "varchar", length: 36 },
      credential_id: { type: "varchar", length: 1400 },
      public_key: { ...bytes },
      sign_count: { ...sequence },
      transports: { type: "varchar", length: 120 },
      label: { type: "varchar", length: 100 },
      created_at: { ...instant },
      last_used_at: { ...instant, nullable: true },
    },
    indices: [
      { name: "passkey_credential_id", columns: ["credential_id"], unique: true },
      { name: "passkey_user", columns: ["user_id"] },
    ],
    foreignKeys: [
      {
        name: "passkey_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
