import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../platform/column-types.ts";

const states = ["AWAITING_CHALLENGE", "RESPONSE_SHOWN", "COMPLETED", "CANCELLED", "EXPIRED"] as const;

/**
 * One run of a process. The challenge is sealed while the process is open and removed when it ends; only its keyed
 * fingerprint stays. The response is never stored.
 */
export const processEntity = ({ instant, bytes }: ColumnTypes) =>
  new EntitySchema({
    name: "process",
    tableName: "processes",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      symbolic_name: { type: "varchar", length: 100 },
      card_id: { type: "varchar", length: 36 },
      started_by: { type: "varchar", length: 36 },
      reference: { type: "varchar", length: 16 },
      state: { type: "varchar", length: 32 },
      outcome: { type: "varchar", length: 16, nullable: true },
      started_at: { ...instant },
      expires_at: { ...instant },
      answered_at: { ...instant, nullable: true },
      ended_at: { ...instant, nullable: true },
      challenge_sealed: { ...bytes, nullable: true },
      challenge_fingerprint: { type: "varchar", length: 64, nullable: true },
    },
    checks: [{ name: "process_state", expression: oneOf("state", states) }],
    indices: [
      { name: "process_reference", columns: ["reference"], unique: true },
      { name: "process_started_by", columns: ["started_by", "state"] },
      { name: "process_open_until", columns: ["state", "expires_at"] },
      {
        name: "process_one_open_per_card",
        columns: ["card_id"],
        unique: true,
        where: `state IN ('AWAITING_CHALLENGE', 'RESPONSE_SHOWN')`,
      },
      {
        name: "process_challenge_once_per_card",
        columns: ["card_id", "challenge_fingerprint"],
        unique: true,
        where: "challenge_fingerprint IS NOT NULL",
      },
    ],
    foreignKeys: [
      { name: "process_card_fk", target: "card", columnNames: ["card_id"], referencedColumnNames: ["id"] },
      { name: "process_started_by_fk", target: "user", columnNames: ["started_by"], referencedColumnNames: ["id"] },
    ],
  });
