import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/**
 * The sealed secret that a person's authenticator app has as well, and the last step of time whose code was taken. One that
 * is being set up stands beside the one in use until its first code was right.
 */
export const totpSecretEntity = ({ instant, bytes, sequence }: ColumnTypes) =>
  new EntitySchema({
    name: "totp_secret",
    tableName: "totp_secrets",
    columns: {
      user_id: { type: "varchar", length: 36, primary: true },
      is_confirmed: { type: "integer", primary: true },
      sealed: { ...bytes },
      last_step: { ...sequence },
      created_at: { ...instant },
    },
    foreignKeys: [
      {
        name: "totp_secret_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
