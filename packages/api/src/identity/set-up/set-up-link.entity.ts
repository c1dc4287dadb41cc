import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** The one-time way in for the first administrator. Only the SHA-256 of its token is kept. */
export const setUpLinkEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "set_up_link",
    tableName: "set_up_links",
    columns: {
      token_hash: { type: "varchar", length: 64, primary: true },
      created_at: { ...instant },
      expires_at: { ...instant },
      used_at: { ...instant, nullable: true },
    },
  });
