import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/**
 * How often something was tried, by a keyed hash of what: an account, an address, a device. All replicas count here. A row
 * beside it, under a hash of its own, keeps that the audit log tells of its wait until it opens.
 */
export const signInTriesEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "sign_in_tries",
    tableName: "sign_in_tries",
    columns: {
      name: { type: "varchar", length: 64, primary: true },
      count: { type: "integer" },
      opens_at: { ...instant },
      forgotten_at: { ...instant },
    },
    indices: [{ name: "sign_in_try_forgotten", columns: ["forgotten_at"] }],
  });
