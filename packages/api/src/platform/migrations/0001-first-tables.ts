import type { MigrationInterface, QueryRunner } from "typeorm";

interface Words {
  readonly instant: string;
  readonly bytes: string;
  readonly sequence: string;
  /** Makes a text compare byte by byte, so that an index can answer what begins with something. SQLite does by itself. */
  readonly bytewise: string;
}

const onSqlite: Words = {
  instant: "datetime",
  bytes: "blob",
  sequence: "integer PRIMARY KEY AUTOINCREMENT NOT NULL",
  bytewise: "",
};
const onPostgres: Words = {
  instant: "timestamptz(3)",
  bytes: "bytea",
  sequence: "BIGSERIAL PRIMARY KEY NOT NULL",
  bytewise: ` COLLATE "C"`,
};

/** The tables of the first version. */
export class FirstTables1764000000000 implements MigrationInterface {
  name = "FirstTables1764000000000";

  async up(runner: QueryRunner): Promise<void> {
    const words = runner.connection.options.type === "postgres" ? onPostgres : onSqlite;
    for (const statement of statements(words)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE "${table}"`);
  }
}

const tables = [
  "installation",
  "users",
  "sessions",
  "set_up_links",
  "card_profiles",
  "additional_commands",
  "cards",
  "admin_keys",
  "processes",
  "audit_events",
];

const cardStates =
  "'REGISTERED', 'REQUESTED', 'ABORTED', 'APPROVED', 'REJECTED', 'FAILED', 'ISSUED', 'ACTIVE', 'INACTIVE', 'LOCKED', 'EXPIRED'";
const userStates = "'REGISTERED', 'REQUESTED', 'ABORTED', 'APPROVED', 'REJECTED', 'ACTIVE', 'INACTIVE', 'LOCKED'";
const roles = "'ADMINISTRATOR', 'OPERATOR', 'AUDITOR', 'SELF_SERVICE_USER'";

const foreignKey = (name: string, column: string, table: string, onDelete = "NO ACTION") =>
  `CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "${table}" ("id") ON DELETE ${onDelete} ON UPDATE NO ACTION`;

function statements({ instant, bytes, sequence, bytewise }: Words): string[] {
  return [
    `CREATE TABLE "installation" (
      "id" integer PRIMARY KEY NOT NULL,
      "mode" varchar(16) NOT NULL,
      "kek_id" varchar(64) NOT NULL,
      "created_at" ${instant} NOT NULL)`,
    `CREATE TABLE "users" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "username" varchar(64) NOT NULL,
      "username_key" varchar(64)${bytewise} NOT NULL,
      "display_name" varchar(200) NOT NULL,
      "display_name_key" varchar(200)${bytewise} NOT NULL,
      "role" varchar(32) NOT NULL,
      "state" varchar(32) NOT NULL,
      "password_hash" varchar(200),
      "created_at" ${instant} NOT NULL,
      "version" integer NOT NULL,
      CONSTRAINT "user_role" CHECK ("role" IN (${roles})),
      CONSTRAINT "user_state" CHECK ("state" IN (${userStates})))`,
    `CREATE UNIQUE INDEX "user_username_key" ON "users" ("username_key")`,
    `CREATE INDEX "user_display_name_key" ON "users" ("display_name_key", "id")`,
    `CREATE TABLE "sessions" (
      "token_hash" varchar(64) PRIMARY KEY NOT NULL,
      "id" varchar(36) NOT NULL,
      "user_id" varchar(36) NOT NULL,
      "created_at" ${instant} NOT NULL,
      "last_seen_at" ${instant} NOT NULL,
      "expires_at" ${instant} NOT NULL,
      ${foreignKey("session_user_fk", "user_id", "users", "CASCADE")})`,
    `CREATE UNIQUE INDEX "session_id" ON "sessions" ("id")`,
    `CREATE INDEX "session_user" ON "sessions" ("user_id")`,
    `CREATE INDEX "session_expires" ON "sessions" ("expires_at")`,
    `CREATE TABLE "set_up_links" (
      "token_hash" varchar(64) PRIMARY KEY NOT NULL,
      "created_at" ${instant} NOT NULL,
      "expires_at" ${instant} NOT NULL,
      "used_at" ${instant})`,
    `CREATE TABLE "card_profiles" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "name" varchar(120) NOT NULL,
      "name_key" varchar(120)${bytewise} NOT NULL,
      "description" varchar(1000) NOT NULL,
      "card_type" varchar(64) NOT NULL,
      "version" integer NOT NULL,
      "changed_at" ${instant} NOT NULL,
      "changed_by" varchar(36),
      ${foreignKey("card_profile_changed_by_fk", "changed_by", "users")})`,
    `CREATE UNIQUE INDEX "card_profile_name_key" ON "card_profiles" ("name_key")`,
    `CREATE TABLE "additional_commands" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "profile_id" varchar(36) NOT NULL,
      "state" varchar(32) NOT NULL,
      "process" varchar(100) NOT NULL,
      "who" varchar(100) NOT NULL,
      "position" integer NOT NULL,
      CONSTRAINT "additional_command_state" CHECK ("state" IN (${cardStates})),
      ${foreignKey("additional_command_profile_fk", "profile_id", "card_profiles", "CASCADE")})`,
    `CREATE UNIQUE INDEX "additional_command_once" ON "additional_commands" ("profile_id", "state", "process")`,
    `CREATE TABLE "cards" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "serial_number" varchar(64)${bytewise} NOT NULL,
      "serial_reversed" varchar(64)${bytewise} NOT NULL,
      "label" varchar(200) NOT NULL,
      "state" varchar(32) NOT NULL,
      "profile_id" varchar(36) NOT NULL,
      "holder_id" varchar(36),
      "valid_until" ${instant},
      "created_at" ${instant} NOT NULL,
      "version" integer NOT NULL,
      CONSTRAINT "card_state" CHECK ("state" IN (${cardStates})),
      ${foreignKey("card_profile_fk", "profile_id", "card_profiles")},
      ${foreignKey("card_holder_fk", "holder_id", "users")})`,
    `CREATE UNIQUE INDEX "card_serial_number" ON "cards" ("serial_number")`,
    `CREATE INDEX "card_serial_reversed" ON "cards" ("serial_reversed", "serial_number", "state", "profile_id")`,
    `CREATE INDEX "card_holder" ON "cards" ("holder_id", "serial_number", "state", "profile_id")`,
    `CREATE INDEX "card_profile_serial" ON "cards" ("profile_id", "serial_number")`,
    `CREATE INDEX "card_state_serial" ON "cards" ("state", "serial_number")`,
    `CREATE INDEX "card_profile_state_serial" ON "cards" ("profile_id", "state", "serial_number")`,
    `CREATE TABLE "admin_keys" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "card_id" varchar(36) NOT NULL,
      "key_version" integer NOT NULL,
      "algorithm" varchar(16) NOT NULL,
      "sealed" ${bytes} NOT NULL,
      "kek_id" varchar(64) NOT NULL,
      "check_value" varchar(6) NOT NULL,
      "created_at" ${instant} NOT NULL,
      ${foreignKey("admin_key_card_fk", "card_id", "cards")})`,
    `CREATE UNIQUE INDEX "admin_key_card_version" ON "admin_keys" ("card_id", "key_version")`,
    `CREATE TABLE "processes" (
      "id" varchar(36) PRIMARY KEY NOT NULL,
      "symbolic_name" varchar(100) NOT NULL,
      "card_id" varchar(36) NOT NULL,
      "started_by" varchar(36) NOT NULL,
      "reference" varchar(16) NOT NULL,
      "state" varchar(32) NOT NULL,
      "outcome" varchar(16),
      "started_at" ${instant} NOT NULL,
      "expires_at" ${instant} NOT NULL,
      "answered_at" ${instant},
      "ended_at" ${instant},
      "challenge_sealed" ${bytes},
      "challenge_fingerprint" varchar(64),
      CONSTRAINT "process_state" CHECK ("state" IN ('AWAITING_CHALLENGE', 'RESPONSE_SHOWN', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
      ${foreignKey("process_card_fk", "card_id", "cards")},
      ${foreignKey("process_started_by_fk", "started_by", "users")})`,
    `CREATE UNIQUE INDEX "process_reference" ON "processes" ("reference")`,
    `CREATE INDEX "process_started_by" ON "processes" ("started_by", "state")`,
    `CREATE INDEX "process_open_until" ON "processes" ("state", "expires_at")`,
    `CREATE UNIQUE INDEX "process_one_open_per_card" ON "processes" ("card_id")
      WHERE state IN ('AWAITING_CHALLENGE', 'RESPONSE_SHOWN')`,
    `CREATE UNIQUE INDEX "process_challenge_once_per_card" ON "processes" ("card_id", "challenge_fingerprint")
      WHERE challenge_fingerprint IS NOT NULL`,
    `CREATE TABLE "audit_events" (
      "sequence" ${sequence},
      "id" varchar(36) NOT NULL,
      "at" ${instant} NOT NULL,
      "action" varchar(64) NOT NULL,
      "outcome" varchar(64) NOT NULL,
      "was_refused" integer NOT NULL,
      "actor_id" varchar(36),
      "actor_name" varchar(64) NOT NULL,
      "actor_name_key" varchar(64)${bytewise} NOT NULL,
      "card_id" varchar(36),
      "serial_number" varchar(64)${bytewise},
      "profile_id" varchar(36),
      "profile_name" varchar(120),
      "process_id" varchar(36),
      "reference" varchar(16),
      "subject_user_id" varchar(36),
      "subject_name" varchar(64),
      "facts" text NOT NULL)`,
    `CREATE UNIQUE INDEX "audit_event_id" ON "audit_events" ("id")`,
    `CREATE INDEX "audit_event_at" ON "audit_events" ("at")`,
    `CREATE INDEX "audit_event_action" ON "audit_events" ("action", "sequence")`,
    `CREATE INDEX "audit_event_actor" ON "audit_events" ("actor_name_key", "sequence")`,
    `CREATE INDEX "audit_event_card" ON "audit_events" ("card_id", "sequence")`,
    `CREATE INDEX "audit_event_serial" ON "audit_events" ("serial_number", "sequence")`,
    `CREATE INDEX "audit_event_reference" ON "audit_events" ("reference")`,
  ];
}
