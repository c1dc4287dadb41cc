import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../platform/column-types.ts";

/** One entry of the audit log. Names are copied in, so that an entry reads the same for ever. */
export const auditEventEntity = ({ instant, sequence, bytewise }: ColumnTypes) =>
  new EntitySchema({
    name: "audit_event",
    tableName: "audit_events",
    columns: {
      sequence: { ...sequence, primary: true, generated: "increment" },
      id: { type: "varchar", length: 36 },
      at: { ...instant },
      action: { type: "varchar", length: 64 },
      outcome: { type: "varchar", length: 64 },
      was_refused: { type: "integer" },
      actor_id: { type: "varchar", length: 36, nullable: true },
      actor_name: { type: "varchar", length: 64 },
      actor_name_key: { ...bytewise, length: 64 },
      card_id: { type: "varchar", length: 36, nullable: true },
      serial_number: { ...bytewise, length: 64, nullable: true },
      profile_id: { type: "varchar", length: 36, nullable: true },
      profile_name: { type: "varchar", length: 120, nullable: true },
      process_id: { type: "varchar", length: 36, nullable: true },
      reference: { type: "varchar", length: 16, nullable: true },
      subject_user_id: { type: "varchar", length: 36, nullable: true },
      subject_name: { type: "varchar", length: 64, nullable: true },
      /** Short public facts as JSON text. */
      facts: { type: "text" },
    },
    indices: [
      { name: "audit_event_id", columns: ["id"], unique: true },
      { name: "audit_event_at", columns: ["at"] },
      { name: "audit_event_action", columns: ["action", "sequence"] },
      { name: "audit_event_actor", columns: ["actor_name_key", "sequence"] },
      { name: "audit_event_card", columns: ["card_id", "sequence"] },
      { name: "audit_event_serial", columns: ["serial_number", "sequence"] },
      { name: "audit_event_subject", columns: ["subject_user_id", "sequence"], where: `subject_user_id IS NOT NULL` },
      { name: "audit_event_reference", columns: ["reference"] },
    ],
  });
