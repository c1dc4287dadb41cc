import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where a card's key comes from: master keys and their ceremonies, a profile's key settings, what a card has otherwise. */
export class KeySources1764300000000 implements MigrationInterface {
  name = "KeySources1764300000000";

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === "postgres";
    const words = isPostgres ? { instant: "timestamptz(3)", bytes: "bytea" } : { instant: "datetime", bytes: "blob" };
    for (const statement of statements(words)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "admin_key_fingerprint"`);
    await runner.query(`ALTER TABLE "admin_keys" DROP COLUMN "key_fingerprint"`);
    await runner.query(`ALTER TABLE "cards" DROP COLUMN "key_source_override"`);
    await runner.query(`ALTER TABLE "cards" DROP COLUMN "card_type_override"`);
    for (const table of ["profile_keys", "master_key_components", "master_keys"]) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}

const foreignKey = (name: string, column: string, table: string, onDelete = "NO ACTION") =>
  `CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "${table}" ("id") ON DELETE ${onDelete} ON UPDATE NO ACTION`;

function statements({ instant, bytes }: { instant: string; bytes: string }): string[] {
  return [
    `CREATE TABLE "master_keys" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "name" varchar(120) NOT NULL,
      "name_key" varchar(120) NOT NULL,
      "usage" varchar(16) NOT NULL,
      "kind" varchar(16) NOT NULL,
      "state" varchar(32) NOT NULL,
      "needed_components" integer NOT NULL,
      "convention" varchar(32) NOT NULL,
      "expected_check_value" varchar(6) NOT NULL,
      "sealed" ${bytes},
      "key_fingerprint" varchar(64),
      "check_values" varchar(200) NOT NULL,
      "created_by" varchar(36) NOT NULL,
      "created_at" ${instant} NOT NULL,
      "decided_by" varchar(36),
      "decided_at" ${instant},
      "version" integer NOT NULL,
      CONSTRAINT "master_key_usage" CHECK ("usage" IN ('RESPOND', 'DERIVE')),
      CONSTRAINT "master_key_state" CHECK ("state" IN ('COLLECTING', 'AWAITING_APPROVAL', 'ACTIVE', 'REJECTED')),
      ${foreignKey("master_key_created_by_fk", "created_by", "users")},
      ${foreignKey("master_key_decided_by_fk", "decided_by", "users")})`,
    `CREATE UNIQUE INDEX "master_key_name_key" ON "master_keys" ("name_key")`,
    `CREATE UNIQUE INDEX "master_key_fingerprint" ON "master_keys" ("key_fingerprint")`,
    `CREATE TABLE "master_key_components" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "master_key_id" varchar(36) NOT NULL,
      "number" integer NOT NULL,
      "sealed" ${bytes},
      "check_value" varchar(6) NOT NULL,
      "entered_by" varchar(36) NOT NULL,
      "entered_at" ${instant} NOT NULL,
      ${foreignKey("master_key_component_key_fk", "master_key_id", "master_keys", "CASCADE")},
      ${foreignKey("master_key_component_by_fk", "entered_by", "users")})`,
    `CREATE UNIQUE INDEX "master_key_component_number" ON "master_key_components" ("master_key_id", "number")`,
    `CREATE UNIQUE INDEX "master_key_component_person" ON "master_key_components" ("master_key_id", "entered_by")`,
    `CREATE TABLE "profile_keys" (
      "profile_id" varchar(36) PRIMARY KEY NOT NULL,
      "key_source" varchar(16) NOT NULL,
      "custom_cipher" varchar(16),
      "custom_mode" varchar(8),
      "custom_challenge_lengths" varchar(64),
      "custom_key_length" integer,
      "scheme" varchar(32),
      "input_template" varchar(300),
      "master_key_id" varchar(36),
      "legacy_reason" varchar(500),
      "attempt_warn_at" integer,
      "attempt_stop_at" integer,
      "quota_per_day" integer,
      "quota_per_year" integer,
      "quota_per_lifetime" integer,
      CONSTRAINT "profile_keys_source" CHECK ("key_source" IN ('STORED', 'DIVERSIFIED', 'UNIFORM', 'PUK_AS_HEX')),
      ${foreignKey("profile_keys_profile_fk", "profile_id", "card_profiles", "CASCADE")},
      ${foreignKey("profile_keys_master_key_fk", "master_key_id", "master_keys")})`,
    `CREATE INDEX "profile_keys_master_key" ON "profile_keys" ("master_key_id")`,
    `INSERT INTO "profile_keys" ("profile_id", "key_source")
      SELECT "id", 'PUK_AS_HEX' FROM "card_profiles" WHERE "card_type" = 'puk-as-hex'`,
    `ALTER TABLE "cards" ADD COLUMN "card_type_override" varchar(64)`,
    `ALTER TABLE "cards" ADD COLUMN "key_source_override" varchar(16)`,
    `ALTER TABLE "admin_keys" ADD COLUMN "key_fingerprint" varchar(64)`,
    `CREATE INDEX "admin_key_fingerprint" ON "admin_keys" ("key_fingerprint", "card_id")`,
  ];
}
