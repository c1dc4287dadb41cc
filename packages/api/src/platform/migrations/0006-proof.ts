import type { MigrationInterface, QueryRunner } from "typeorm";

interface Words {
  readonly instant: string;
  readonly bytes: string;
  readonly counter: string;
}

const onSqlite: Words = { instant: "datetime", bytes: "blob", counter: "integer" };
const onPostgres: Words = { instant: "timestamptz(3)", bytes: "bytea", counter: "bigint" };

/** Passkeys, authenticator apps, recovery codes, links, known devices, tries; and when somebody proved who they are. */
export class Proof1764600000000 implements MigrationInterface {
  name = "Proof1764600000000";

  async up(runner: QueryRunner): Promise<void> {
    const words = runner.connection.options.type === "postgres" ? onPostgres : onSqlite;
    for (const statement of [...additions(words), ...tables(words)]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...names].reverse()) await runner.query(`DROP TABLE "${table}"`);
    await runner.query(`DROP INDEX "audit_event_subject"`);
    for (const [table, column] of added) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
}

const names = [
  "passkeys",
  "passkey_challenges",
  "totp_secrets",
  "recovery_codes",
  "pending_sign_ins",
  "known_devices",
  "sign_in_tries",
  "sign_in_links",
  "profile_proofs",
];

const added = [
  ["users", "email"],
  ["users", "email_confirmed_at"],
  ["users", "sign_in_reset_at"],
  ["users", "password_is_short"],
  ["sessions", "proved_at"],
  ["sessions", "proved_with"],
  ["sessions", "address"],
  ["sessions", "label"],
] as const;

const additions = ({ instant }: Words) => [
  `ALTER TABLE "users" ADD COLUMN "email" varchar(254)`,
  `ALTER TABLE "users" ADD COLUMN "email_confirmed_at" ${instant}`,
  `ALTER TABLE "users" ADD COLUMN "sign_in_reset_at" ${instant}`,
  `ALTER TABLE "users" ADD COLUMN "password_is_short" integer`,
  `ALTER TABLE "sessions" ADD COLUMN "proved_at" ${instant}`,
  `ALTER TABLE "sessions" ADD COLUMN "proved_with" varchar(64)`,
  `ALTER TABLE "sessions" ADD COLUMN "address" varchar(64)`,
  `ALTER TABLE "sessions" ADD COLUMN "label" varchar(100)`,
  `CREATE INDEX "audit_event_subject" ON "audit_events" ("subject_user_id", "sequence") WHERE subject_user_id IS NOT NULL`,
];

const ofUser = (name: string) =>
  `CONSTRAINT "${name}" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION`;

const tables = ({ instant, bytes, counter }: Words) => [
  `CREATE TABLE "passkeys" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "credential_id" varchar(1400) NOT NULL,
    "public_key" ${bytes} NOT NULL,
    "sign_count" ${counter} NOT NULL,
    "transports" varchar(120) NOT NULL,
    "label" varchar(100) NOT NULL,
    "created_at" ${instant} NOT NULL,
    "last_used_at" ${instant},
    ${ofUser("passkey_user_fk")})`,
  `CREATE UNIQUE INDEX "passkey_credential_id" ON "passkeys" ("credential_id")`,
  `CREATE INDEX "passkey_user" ON "passkeys" ("user_id")`,
  `CREATE TABLE "passkey_challenges" (
    "challenge" varchar(64) PRIMARY KEY NOT NULL,
    "purpose" varchar(80) NOT NULL,
    "expires_at" ${instant} NOT NULL)`,
  `CREATE INDEX "passkey_challenge_expires" ON "passkey_challenges" ("expires_at")`,
  `CREATE TABLE "totp_secrets" (
    "user_id" varchar(36) NOT NULL,
    "is_confirmed" integer NOT NULL,
    "sealed" ${bytes} NOT NULL,
    "last_step" ${counter} NOT NULL,
    "created_at" ${instant} NOT NULL,
    ${ofUser("totp_secret_user_fk")},
    PRIMARY KEY ("user_id", "is_confirmed"))`,
  `CREATE TABLE "recovery_codes" (
    "code_hash" varchar(64) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "created_at" ${instant} NOT NULL,
    ${ofUser("recovery_code_user_fk")})`,
  `CREATE INDEX "recovery_code_user" ON "recovery_codes" ("user_id")`,
  `CREATE TABLE "pending_sign_ins" (
    "id_hash" varchar(64) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "proved_with" varchar(64) NOT NULL,
    "tries" integer NOT NULL,
    "expires_at" ${instant} NOT NULL,
    ${ofUser("pending_sign_in_user_fk")})`,
  `CREATE INDEX "pending_sign_in_user" ON "pending_sign_ins" ("user_id")`,
  `CREATE INDEX "pending_sign_in_expires" ON "pending_sign_ins" ("expires_at")`,
  `CREATE TABLE "known_devices" (
    "token_hash" varchar(64) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "expires_at" ${instant} NOT NULL,
    ${ofUser("known_device_user_fk")})`,
  `CREATE INDEX "known_device_user" ON "known_devices" ("user_id")`,
  `CREATE INDEX "known_device_expires" ON "known_devices" ("expires_at")`,
  `CREATE TABLE "sign_in_tries" (
    "name" varchar(64) PRIMARY KEY NOT NULL,
    "count" integer NOT NULL,
    "opens_at" ${instant} NOT NULL,
    "forgotten_at" ${instant} NOT NULL)`,
  `CREATE INDEX "sign_in_try_forgotten" ON "sign_in_tries" ("forgotten_at")`,
  `CREATE TABLE "sign_in_links" (
    "token_hash" varchar(64) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "purpose" varchar(16) NOT NULL,
    "created_at" ${instant} NOT NULL,
    "expires_at" ${instant} NOT NULL,
    "used_at" ${instant},
    ${ofUser("sign_in_link_user_fk")},
    CONSTRAINT "sign_in_link_purpose" CHECK ("purpose" IN ('INVITATION', 'RESET')))`,
  `CREATE INDEX "sign_in_link_user" ON "sign_in_links" ("user_id")`,
  `CREATE TABLE "profile_proofs" (
    "profile_id" varchar(36) PRIMARY KEY NOT NULL,
    "fresh_proof_seconds" integer NOT NULL,
    "recent_change_hours" integer NOT NULL,
    CONSTRAINT "profile_proof_profile_fk" FOREIGN KEY ("profile_id") REFERENCES "card_profiles" ("id") ON DELETE CASCADE ON UPDATE NO ACTION)`,
];
