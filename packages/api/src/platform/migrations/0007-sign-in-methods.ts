import type { MigrationInterface, QueryRunner } from "typeorm";

interface Words {
  readonly instant: string;
  readonly bytes: string;
}

const onSqlite: Words = { instant: "datetime", bytes: "blob" };
const onPostgres: Words = { instant: "timestamptz(3)", bytes: "bytea" };

/** The methods of signing in, in the order an administrator wants them; and people's accounts elsewhere. */
export class SignInMethods1764700000000 implements MigrationInterface {
  name = "SignInMethods1764700000000";

  async up(runner: QueryRunner): Promise<void> {
    const words = runner.connection.options.type === "postgres" ? onPostgres : onSqlite;
    for (const statement of [...tables(words), ...builtIn]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...names].reverse()) await runner.query(`DROP TABLE "${table}"`);
  }
}

const names = ["sign_in_methods", "external_identities", "spent_sign_in_states"];

const tables = ({ instant, bytes }: Words) => [
  `CREATE TABLE "sign_in_methods" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "kind" varchar(16) NOT NULL,
    "label" varchar(100) NOT NULL,
    "position" integer NOT NULL,
    "is_on" integer NOT NULL,
    "settings" text NOT NULL,
    "secret_sealed" ${bytes},
    "version" integer NOT NULL,
    CONSTRAINT "sign_in_method_kind" CHECK ("kind" IN ('PASSKEY', 'PASSWORD', 'OPENID_CONNECT', 'LDAP')))`,
  `CREATE TABLE "external_identities" (
    "method_id" varchar(36) NOT NULL,
    "subject" varchar(255) NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "origin" varchar(8) NOT NULL,
    "created_at" ${instant} NOT NULL,
    "last_seen_at" ${instant} NOT NULL,
    "ended_at_version" integer,
    CONSTRAINT "external_identity_method_fk" FOREIGN KEY ("method_id") REFERENCES "sign_in_methods" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "external_identity_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "external_identity_origin" CHECK ("origin" IN ('CREATED', 'MATCHED', 'LINKED')),
    PRIMARY KEY ("method_id", "subject"))`,
  `CREATE UNIQUE INDEX "external_identity_user" ON "external_identities" ("user_id", "method_id")`,
  `CREATE TABLE "spent_sign_in_states" (
    "state_hash" varchar(64) PRIMARY KEY NOT NULL,
    "expires_at" ${instant} NOT NULL)`,
  `CREATE INDEX "spent_sign_in_state_expires" ON "spent_sign_in_states" ("expires_at")`,
];

const methods = (id: string, kind: string, label: string, position: number) =>
  `INSERT INTO "sign_in_methods" ("id", "kind", "label", "position", "is_on", "settings", "secret_sealed", "version")
   VALUES ('${id}', '${kind}', '${label}', ${position}, 1, '{}', NULL, 1)`;

const builtIn = [
  methods("00000000-0000-4000-8000-000000000001", "PASSKEY", "Passkey", 1),
  methods("00000000-0000-4000-8000-000000000002", "PASSWORD", "Password", 2),
];
