import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A browser in which a person has signed in before. Only the SHA-256 of its token is kept. */
export const knownDeviceEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "known_device",
    tableName: "known_devices",
    columns: {
      token_hash: { type: "varchar", length: 64, primary: true },
      user_id: { type: "varchar", length: 36 },
      expires_at: { ...instant },
    },
    indices: [
      { name: "known_device_user", columns: ["user_id"] },
      { name: "known_device_expires", columns: ["expires_at"] },
    ],
    foreignKeys: [
      {
        name: "known_device_user_fk",
        target: "user",
        columnNames: ["user_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
