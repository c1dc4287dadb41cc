import type { Database } from "better-sqlite3";

const given = ["Maria", "Joanna", "Anders", "Noor", "Sofia", "Karl", "Ida", "Lucas", "Elif", "Tomas", "Grace", "Omar"];
const family = ["Lind", "Novak", "Okafor", "Silva", "Berg", "Rossi", "Haas", "Ito", "Moreau", "Kaya", "Dahl", "Weiss"];
const states = ["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ISSUED", "INACTIVE", "LOCKED"];

/** What a question about the filled database can be made from. */
export interface FilledCards {
  readonly profileIds: readonly string[];
  serialAt(index: number): string;
  nameOfUser(index: number): string;
}

/** Fills an empty database with so many cards, half as many people and three profiles; one card in 100,000 is expired. */
export function fillWithCards(db: Database, cards: number): FilledCards {
  const now = "2026-11-24T09:00:00.000Z";
  const profileIds = ["profile-0", "profile-1", "profile-2"];
  // Multiplying by an odd number visits every residue once: serial numbers are scattered as printed ones are.
  const serialAt = (index: number) => String((index * 2_654_435_761) % 10_000_000_019).padStart(11, "0");
  const nameOfUser = (index: number) => `${given[index % 12]}${index} ${family[index % 11]}`;
  db.pragma("synchronous = OFF");
  db.pragma("foreign_keys = OFF");
  const indexes = droppedIndexes(db);
  db.transaction(() => {
    const user = db.prepare(
      "INSERT INTO users (id, username, username_key, display_name, display_name_key, role, state, password_hash, created_at, version) VALUES (?, ?, ?, ?, ?, 'SELF_SERVICE_USER', 'ACTIVE', NULL, ?, 1)",
    );
    for (let index = 0; index < cards / 2; index += 1) {
      const name = nameOfUser(index);
      const username = `${name.split(" ")[1]}.${index}`;
      user.run(`user-${index}`, username, username.toLowerCase(), name, name.toLowerCase(), now);
    }
    for (const id of profileIds) {
      db.prepare("INSERT INTO card_profiles VALUES (?, ?, ?, '', 'minidriver-3des', 1, ?, NULL)").run(id, id, id, now);
    }
    const card = db.prepare("INSERT INTO cards VALUES (?, ?, ?, 'Card', ?, ?, ?, NULL, ?, 1, NULL, NULL)");
    for (let index = 0; index < cards; index += 1) {
      const serial = serialAt(index);
      const state = index % 100_000 === 7 ? "EXPIRED" : states[index % states.length];
      const holder = `user-${index % Math.floor(cards / 2)}`;
      card.run(`card-${index}`, serial, [...serial].reverse().join(""), state, profileIds[index % 3], holder, now);
    }
  })();
  for (const sql of indexes) db.exec(sql);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.pragma("synchronous = FULL");
  return { profileIds, serialAt, nameOfUser };
}

/** Building an index at the end is many times faster than keeping it up to date row by row. */
function droppedIndexes(db: Database): string[] {
  const indexes = db
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('cards', 'users') AND sql IS NOT NULL",
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  return indexes.map(({ sql }) => sql);
}
