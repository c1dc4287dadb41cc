import { instantFrom, marks, type Sql } from "../../platform/sql.ts";

/** Which cards are frozen. Whoever decides by it has locked the card. */
export function cardFreezeRepository(sql: Sql) {
  return {
    /** @returns since when, of the cards that are frozen */
    async frozenSince(cardIds: readonly string[]): Promise<Map<string, Date>> {
      if (cardIds.length === 0) return new Map();
      const rows = await sql.rows<{ card_id: string; frozen_at: unknown }>(
        `SELECT card_id, frozen_at FROM card_freezes WHERE card_id IN (${marks(cardIds.length)})`,
        cardIds,
      );
      return new Map(rows.map((row) => [row.card_id, instantFrom(row.frozen_at)]));
    },
    /** A card that is frozen already stays so since then. */
    async freeze(cardId: string, at: Date): Promise<void> {
      const text = "INSERT INTO card_freezes (card_id, frozen_at) VALUES (?, ?) ON CONFLICT (card_id) DO NOTHING";
      await sql.run(text, [cardId, at]);
    },
    /** @returns whether it was frozen */
    async unfreeze(cardId: string): Promise<boolean> {
      return (await sql.run("DELETE FROM card_freezes WHERE card_id = ?", [cardId])) > 0;
    },
  };
}
