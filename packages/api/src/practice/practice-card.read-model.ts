import { type CardType, cardTypeNamed } from "@unlatch/core/challenge/card-types";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Sql } from "../platform/sql.ts";

/** A card that can be practised with, and whom its holder signs in as. */
export interface PracticeCard {
  readonly id: string;
  readonly label: string;
  readonly serialNumber: string;
  /** The state in Unlatch; the chip knows nothing of it. */
  readonly state: CardState;
  readonly cardType: CardType;
  readonly profileName: string;
  readonly holderName: string;
  readonly holderUsername: string;
}

interface PracticeCardRow {
  readonly id: string;
  readonly label: string;
  readonly serial_number: string;
  readonly state: CardState;
  readonly card_type: string;
  readonly profile_name: string;
  readonly holder_name: string;
  readonly holder_username: string;
}

const columns = `SELECT card.id, card.label, card.serial_number, card.state, profile.card_type, profile.name AS profile_name,
    holder.display_name AS holder_name, holder.username AS holder_username
  FROM users holder
  JOIN cards card ON card.holder_id = holder.id
  JOIN card_profiles profile ON profile.id = card.profile_id
  LEFT JOIN profile_keys keys ON keys.profile_id = profile.id
  WHERE holder.password_hash IS NOT NULL AND profile.card_type NOT IN ('puk-as-hex', 'custom')
    AND card.card_type_override IS NULL AND card.key_source_override IS NULL AND COALESCE(keys.key_source, 'STORED') = 'STORED'`;

/** Those for which a response can be had come first. */
const readyFirst = "CASE WHEN card.state = 'ACTIVE' AND holder.state = 'ACTIVE' THEN 0 ELSE 1 END";

/** Finds the cards whose holders can sign in: to practise, somebody has to ask for the response. */
export function practiceCards(reader: Sql) {
  return {
    async all(): Promise<PracticeCard[]> {
      const rows = await reader.rows<PracticeCardRow>(
        `${columns} ORDER BY ${readyFirst}, holder.display_name, card.serial_number LIMIT 500`,
      );
      return rows.map(fromRow);
    },
    async byId(id: string): Promise<PracticeCard | null> {
      const row = await reader.row<PracticeCardRow>(`${columns} AND card.id = ?`, [id]);
      return row === null ? null : fromRow(row);
    },
  };
}

const fromRow = (row: PracticeCardRow): PracticeCard => ({
  id: row.id,
  label: row.label,
  serialNumber: row.serial_number,
  state: row.state,
  cardType: cardTypeNamed(row.card_type),
  profileName: row.profile_name,
  holderName: row.holder_name,
  holderUsername: row.holder_username,
});
