import { EntitySchema } from "typeorm";

/** How recently somebody must have proved who they are before a card of a profile is unblocked. No row: the defaults. */
export const profileProofEntity = () =>
  new EntitySchema({
    name: "profile_proof",
    tableName: "profile_proofs",
    columns: {
      profile_id: { type: "varchar", length: 36, primary: true },
      fresh_proof_seconds: { type: "integer" },
      recent_change_hours: { type: "integer" },
    },
    foreignKeys: [
      {
        name: "profile_proof_profile_fk",
        target: "card_profile",
        columnNames: ["profile_id"],
        referencedColumnNames: ["id"],
        onDelete: "CASCADE",
      },
    ],
  });
