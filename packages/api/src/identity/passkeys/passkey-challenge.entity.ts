import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A random challenge that an authenticator is to sign, once and for one purpose. */
export const passkeyChallengeEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "passkey_challenge",
    tableName: "passkey_challenges",
    columns: {
      challenge: { type: "varchar", length: 64, primary: true },
      purpose: { type: "varchar", length: 80 },
      expires_at: { ...instant },
    },
    indices: [{ name: "passkey_challenge_expires", columns: ["expires_at"] }],
  });
