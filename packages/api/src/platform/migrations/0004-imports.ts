import type { MigrationInterface, QueryRunner } from "typeorm";

/** Runs of importing cards from a spreadsheet, and what was wrong with its rows. Never the file, never a key. */
export class Imports1764400000000 implements MigrationInterface {
  name = "Imports1764400000000";

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === "postgres";
    for (const statement of statements(isPostgres ? "timestamptz(3)" : "datetime")) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["import_problems", "import_runs"]) await runner.query(`DROP TABLE "${table}"`);
  }
}

const foreignKey = (name: string, column: string, table: string) =>
  `CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "${table}" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION`;

function statements(instant: string): string[] {
  return [
    `CREATE TABLE "import_runs" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "state" varchar(16) NOT NULL,
      "file_name" varchar(200) NOT NULL,
      "profile_id" varchar(36) NOT NULL,
      "settings" text NOT NULL,
      "started_by" varchar(36),
      "started_at" ${instant} NOT NULL,
      "touched_at" ${instant} NOT NULL,
      "ended_at" ${instant},
      "read_rows" integer NOT NULL,
      "new_cards" integer NOT NULL,
      "new_keys" integer NOT NULL,
      "unchanged" integer NOT NULL,
      "refused" integer NOT NULL,
      "warned" integer NOT NULL,
      "digest" varchar(64) NOT NULL,
      CONSTRAINT "import_run_state" CHECK ("state" IN ('RUNNING', 'INTERRUPTED', 'DONE', 'CANCELLED')),
      ${foreignKey("import_run_profile_fk", "profile_id", "card_profiles")},
      ${foreignKey("import_run_started_by_fk", "started_by", "users")})`,
    `CREATE INDEX "import_run_started" ON "import_runs" ("started_at", "id")`,
    `CREATE TABLE "import_problems" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "run_id" varchar(36) NOT NULL,
      "row_number" integer NOT NULL,
      "position" integer NOT NULL,
      "serial_number" varchar(64) NOT NULL,
      "code" varchar(40) NOT NULL,
      "column_name" varchar(32),
      "fact" varchar(200) NOT NULL,
      ${foreignKey("import_problem_run_fk", "run_id", "import_runs")})`,
    `CREATE UNIQUE INDEX "import_problem_row" ON "import_problems" ("run_id", "row_number", "position")`,
  ];
}
