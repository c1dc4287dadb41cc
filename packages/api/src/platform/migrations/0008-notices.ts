import type { MigrationInterface, QueryRunner } from "typeorm";

/** Notices by mail that wait to be sent, the links in them, the addresses they go to, and the cards that were frozen. */
export class Notices1764800000000 implements MigrationInterface {
  name = "Notices1764800000000";

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.connection.options.type === "postgres";
    for (const statement of statements(isPostgres ? "timestamptz(3)" : "datetime")) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["notices", "notice_links", "notice_addresses", "card_freezes"]) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}

const ofUser = (name: string) =>
  `CONSTRAINT "${name}" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION`;
const ofCard = (name: string) =>
  `CONSTRAINT "${name}" FOREIGN KEY ("card_id") REFERENCES "cards" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION`;

const statements = (instant: string): string[] => [
  `CREATE TABLE "card_freezes" (
    "card_id" varchar(36) PRIMARY KEY NOT NULL,
    "frozen_at" ${instant} NOT NULL,
    ${ofCard("card_freeze_card_fk")})`,
  `CREATE TABLE "notices" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "kind" varchar(32) NOT NULL,
    "process_id" varchar(36),
    "address" varchar(254),
    "facts" text,
    "queued_at" ${instant} NOT NULL,
    "due_at" ${instant} NOT NULL,
    "tries" integer NOT NULL,
    "last_trouble" varchar(40),
    "delivered_at" ${instant},
    "given_up_at" ${instant})`,
  `CREATE INDEX "notice_due" ON "notices" ("due_at") WHERE delivered_at IS NULL AND given_up_at IS NULL`,
  `CREATE INDEX "notice_delivered" ON "notices" ("delivered_at") WHERE delivered_at IS NOT NULL`,
  `CREATE INDEX "notice_given_up" ON "notices" ("given_up_at") WHERE given_up_at IS NOT NULL`,
  `CREATE INDEX "notice_process" ON "notices" ("process_id") WHERE process_id IS NOT NULL`,
  `CREATE TABLE "notice_links" (
    "id" varchar(36) PRIMARY KEY NOT NULL,
    "purpose" varchar(16) NOT NULL,
    "user_id" varchar(36) NOT NULL,
    "card_id" varchar(36),
    "address" varchar(254),
    "created_at" ${instant} NOT NULL,
    "expires_at" ${instant} NOT NULL,
    "used_at" ${instant},
    ${ofUser("notice_link_user_fk")},
    ${ofCard("notice_link_card_fk")},
    CONSTRAINT "notice_link_purpose" CHECK ("purpose" IN ('NOT_ME', 'CONFIRM_ADDRESS')))`,
  `CREATE INDEX "notice_link_user" ON "notice_links" ("user_id", "purpose", "created_at")`,
  `CREATE INDEX "notice_link_expires" ON "notice_links" ("expires_at")`,
  `CREATE TABLE "notice_addresses" (
    "user_id" varchar(36) NOT NULL,
    "address" varchar(254) NOT NULL,
    "standing" varchar(16) NOT NULL,
    "until" ${instant},
    ${ofUser("notice_address_user_fk")},
    CONSTRAINT "notice_address_standing" CHECK ("standing" IN ('CHOSEN', 'FORMER')),
    PRIMARY KEY ("user_id", "address", "standing"))`,
  // Nobody noted who set the addresses there are, so each has to be confirmed.
  `INSERT INTO "notice_addresses" ("user_id", "address", "standing")
    SELECT "id", "email", 'CHOSEN' FROM "users" WHERE "email" IS NOT NULL`,
];
