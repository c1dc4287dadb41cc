import type { MigrationInterface, QueryRunner } from "typeorm";

/** What guards a card: how many responses it had, and when. What was released before is counted from the processes. */
export class Guards1764500000000 implements MigrationInterface {
  name = "Guards1764500000000";

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === "postgres";
    for (const statement of statements(isPostgres ? "timestamptz(3)" : "datetime")) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["card_releases", "card_guards"]) await runner.query(`DROP TABLE "${table}"`);
  }
}

const foreignKey = (name: string, column: string, table: string) =>
  `CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "${table}" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION`;

/** The last process of a card that was reported to have worked: what was answered after it counts as an attempt. */
const lastSuccess = `SELECT MAX("answered_at") FROM "processes" w WHERE w."card_id" = p."card_id" AND w."outcome" = 'WORKED'`;

function statements(instant: string): string[] {
  return [
    `CREATE TABLE "card_guards" (
      "card_id" varchar(36) PRIMARY KEY NOT NULL,
      "released_since_success" integer NOT NULL,
      "released_in_all" integer NOT NULL,
      "last_released_at" ${instant},
      "challenge_repeats" integer NOT NULL,
      ${foreignKey("card_guard_card_fk", "card_id", "cards")})`,
    `CREATE INDEX "card_guard_repeated" ON "card_guards" ("challenge_repeats") WHERE challenge_repeats > 0`,
    `CREATE INDEX "card_guard_attempts" ON "card_guards" ("released_since_success") WHERE released_since_success > 0`,
    `CREATE TABLE "card_releases" (
      "process_id" varchar(36) PRIMARY KEY NOT NULL,
      "card_id" varchar(36) NOT NULL,
      "person_id" varchar(36) NOT NULL,
      "released_at" ${instant} NOT NULL,
      ${foreignKey("card_release_card_fk", "card_id", "cards")},
      ${foreignKey("card_release_person_fk", "person_id", "users")})`,
    `CREATE INDEX "card_release_card" ON "card_releases" ("card_id", "released_at")`,
    `CREATE INDEX "card_release_person" ON "card_releases" ("person_id", "released_at")`,
    `INSERT INTO "card_releases" ("process_id", "card_id", "person_id", "released_at")
      SELECT "id", "card_id", "started_by", "answered_at" FROM "processes" WHERE "answered_at" IS NOT NULL`,
    `INSERT INTO "card_guards" ("card_id", "released_since_success", "released_in_all", "last_released_at", "challenge_repeats")
      SELECT p."card_id", SUM(CASE WHEN p."answered_at" > COALESCE((${lastSuccess}), '1970-01-01') THEN 1 ELSE 0 END),
        COUNT(*), MAX(p."answered_at"), 0
      FROM "processes" p WHERE p."answered_at" IS NOT NULL GROUP BY p."card_id"`,
  ];
}
