import type { MigrationInterface, QueryRunner } from "typeorm";

interface Words {
  readonly instant: string;
  readonly bytes: string;
  readonly nothing: string;
  readonly now: string;
}

const onSqlite: Words = {
  instant: "datetime",
  bytes: "blob",
  nothing: "x''",
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
};
const onPostgres: Words = {
  instant: "timestamptz(3)",
  bytes: "bytea",
  nothing: `'\\x'::bytea`,
  now: "CURRENT_TIMESTAMP",
};

/**
 * Data keys: admin keys are sealed under one of them, and they are wrapped under the key-encryption key. What was sealed
 * before stays as it is: the key it was sealed under becomes a data key that is only opened with, and is left behind by
 * the rotation that is begun here.
 */
export class DataKeys1764100000000 implements MigrationInterface {
  name = "DataKeys1764100000000";

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === "postgres";
    for (const statement of statements(isPostgres ? onPostgres : onSqlite)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "admin_key_data_key"`);
    await runner.query(`ALTER TABLE "admin_keys" DROP COLUMN "token_key_id"`);
    await runner.query(`ALTER TABLE "admin_keys" RENAME COLUMN "data_key_id" TO "kek_id"`);
    await runner.query(`DROP TABLE "key_rotations"`);
    await runner.query(`DROP TABLE "data_keys"`);
  }
}

function statements({ instant, bytes, nothing, now }: Words): string[] {
  return [
    `CREATE TABLE "data_keys" (
      "purpose" varchar(32) NOT NULL,
      "id" varchar(64) NOT NULL,
      "epoch" integer NOT NULL,
      "state" varchar(16) NOT NULL,
      "wrapped" ${bytes} NOT NULL,
      "kek_id" varchar(64) NOT NULL,
      "sealed_count" integer NOT NULL,
      "created_at" ${instant} NOT NULL,
      "deactivated_at" ${instant},
      "destroyed_at" ${instant},
      CONSTRAINT "data_key_state" CHECK ("state" IN ('ACTIVE', 'DEACTIVATED', 'DESTROYED')),
      CONSTRAINT "data_key_pk" PRIMARY KEY ("purpose", "id"))`,
    `CREATE UNIQUE INDEX "data_key_epoch" ON "data_keys" ("purpose", "epoch")`,
    `CREATE UNIQUE INDEX "data_key_one_active" ON "data_keys" ("purpose") WHERE state = 'ACTIVE'`,
    `CREATE TABLE "key_rotations" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "state" varchar(16) NOT NULL,
      "after_id" varchar(36) NOT NULL,
      "rows_in_all" integer NOT NULL,
      "rows_done" integer NOT NULL,
      "rows_troubled" integer NOT NULL,
      "started_at" ${instant} NOT NULL,
      "ended_at" ${instant},
      CONSTRAINT "key_rotation_state" CHECK ("state" IN ('RUNNING', 'DONE')))`,
    `CREATE UNIQUE INDEX "key_rotation_one_running" ON "key_rotations" ("state") WHERE state = 'RUNNING'`,
    `ALTER TABLE "admin_keys" RENAME COLUMN "kek_id" TO "data_key_id"`,
    `ALTER TABLE "admin_keys" ADD COLUMN "token_key_id" varchar(64)`,
    `CREATE INDEX "admin_key_data_key" ON "admin_keys" ("data_key_id")`,
    `INSERT INTO "data_keys" ("purpose", "id", "epoch", "state", "wrapped", "kek_id", "sealed_count", "created_at", "deactivated_at")
      SELECT 'ADMIN_KEYS', "kek_id", 1, 'DEACTIVATED', ${nothing}, "kek_id", 0, "created_at", ${now} FROM "installation"`,
    `INSERT INTO "key_rotations" ("id", "state", "after_id", "rows_in_all", "rows_done", "rows_troubled", "started_at")
      SELECT "kek_id", 'RUNNING', '', (SELECT count(*) FROM "admin_keys"), 0, 0, ${now} FROM "installation"`,
  ];
}
