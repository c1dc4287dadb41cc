import { EntitySchema } from "typeorm";
import type { ColumnTypes } from "../../platform/column-types.ts";

/** A notice to one address. Once it was delivered, whom it went to and what it said are no longer kept. */
export const noticeEntity = ({ instant }: ColumnTypes) =>
  new EntitySchema({
    name: "notice",
    tableName: "notices",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      kind: { type: "varchar", length: 32 },
      process_id: { type: "varchar", length: 36, nullable: true },
      address: { type: "varchar", length: 254, nullable: true },
      /** Short public facts as JSON text. */
      facts: { type: "text", nullable: true },
      queued_at: { ...instant },
      /** When it is tried next; whoever tries it puts this off first, so that nobody else does. */
      due_at: { ...instant },
      tries: { type: "integer" },
      last_trouble: { type: "varchar", length: 40, nullable: true },
      delivered_at: { ...instant, nullable: true },
      given_up_at: { ...instant, nullable: true },
    },
    indices: [
      { name: "notice_due", columns: ["due_at"], where: "delivered_at IS NULL AND given_up_at IS NULL" },
      { name: "notice_delivered", columns: ["delivered_at"], where: "delivered_at IS NOT NULL" },
      { name: "notice_given_up", columns: ["given_up_at"], where: "given_up_at IS NOT NULL" },
      { name: "notice_process", columns: ["process_id"], where: "process_id IS NOT NULL" },
    ],
  });
