import type { MigrationInterface, QueryRunner } from "typeorm";

/** Roles of the organisation's own, who has them, and API tokens. */
export class Access1764900000000 implements MigrationInterface {
  name = "Access1764900000000";

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.connection.options.type === "postgres" ? "timestamptz(3)" : "datetime";
    for (const statement of statements(instant)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ["user_own_role", "user_by_role"]) await runner.query(`DROP INDEX "${index}"`);
    await runner.query(`ALTER TABLE "users" DROP COLUMN "own_role_id"`);
    for (const table of ["api_tokens", "roles"]) await runner.query(`DROP TABLE "${table}"`);
  }
}

const statements = (instant: string) => [
  `CREATE TABLE "roles" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "name" varchar(64) NOT NULL,
    "name_key" varchar(64) NOT NULL,
    "permissions" text NOT NULL,
    "version" integer NOT NULL)`,
  `CREATE UNIQUE INDEX "role_name_key" ON "roles" ("name_key")`,
  `ALTER TABLE "users" ADD COLUMN "own_role_id" varchar(36)`,
  `CREATE INDEX "user_by_role" ON "users" ("role")`,
  `CREATE INDEX "user_own_role" ON "users" ("own_role_id")`,
  `CREATE TABLE "api_tokens" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "name" varchar(50) NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "prefix" varchar(16) NOT NULL,
    "scopes" text NOT NULL,
    "created_at" ${instant} NOT NULL,
    "expires_at" ${instant} NOT NULL,
    "last_used_at" ${instant},
    "revoked_at" ${instant},
    CONSTRAINT "api_token_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "api_token_hash" ON "api_tokens" ("token_hash")`,
  `CREATE INDEX "api_token_user" ON "api_tokens" ("user_id")`,
  `CREATE INDEX "api_token_created" ON "api_tokens" ("created_at", "id")`,
];
