import type { Sql } from "../../platform/sql.ts";
import type { DirectoryRules, SignInMethodKind } from "./sign-in-method-kinds.ts";

/** What is kept of how a method is set up: its rules, and the settings of its kind. Nothing secret. */
export interface KeptSettings {
  readonly rules?: DirectoryRules;
  /** As its kind wrote them; only its kind reads them. */
  readonly kind?: unknown;
}

/** A method to sign in with, as it is kept. */
export interface SignInMethodRecord {
  readonly id: string;
  readonly kind: SignInMethodKind;
  readonly label: string;
  /** Where it stands on the page: 1 is the first. */
  readonly position: number;
  readonly isOn: boolean;
  readonly settings: KeptSettings;
  readonly secretSealed: Uint8Array | null;
  readonly version: number;
}

interface Row {
  id: string;
  kind: SignInMethodKind;
  label: string;
  position: number;
  is_on: number;
  settings: string;
  secret_sealed: Uint8Array | null;
  version: number;
}

const select = "SELECT id, kind, label, position, is_on, settings, secret_sealed, version FROM sign_in_methods";

const fromRow = (row: Row): SignInMethodRecord => ({
  id: row.id,
  kind: row.kind,
  label: row.label,
  position: Number(row.position),
  isOn: Number(row.is_on) === 1,
  settings: JSON.parse(row.settings) as KeptSettings,
  secretSealed: row.secret_sealed,
  version: Number(row.version),
});

/** @returns what can be done with the methods to sign in with */
export function signInMethodRepository(sql: Sql) {
  return {
    async all(): Promise<SignInMethodRecord[]> {
      return (await sql.rows<Row>(`${select} ORDER BY position, id`)).map(fromRow);
    },
    /** The same, and nobody else changes them until the unit ends. */
    async lockAll(): Promise<SignInMethodRecord[]> {
      const found = (await sql.rows<Row>(`${select} ORDER BY id${sql.forUpdate}`)).map(fromRow);
      return found.toSorted((left, right) => left.position - right.position);
    },
    async byId(id: string): Promise<SignInMethodRecord | null> {
      const row = await sql.row<Row>(`${select} WHERE id = ?`, [id]);
      return row && fromRow(row);
    },
    /** Whether people may sign in with what is built in. */
    async isOn(kind: "PASSKEY" | "PASSWORD"): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM sign_in_methods WHERE kind = ? AND is_on = 1", [kind])) !== null;
    },
    async add(method: SignInMethodRecord): Promise<void> {
      const { id, kind, label, position, isOn, settings, secretSealed, version } = method;
      await sql.run(
        `INSERT INTO sign_in_methods (id, kind, label, position, is_on, settings, secret_sealed, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, kind, label, position, Number(isOn), JSON.stringify(settings), secretSealed, version],
      );
    },
    async save({ id, label, isOn, settings, secretSealed, version }: SignInMethodRecord): Promise<void> {
      await sql.run(
        "UPDATE sign_in_methods SET label = ?, is_on = ?, settings = ?, secret_sealed = ?, version = ? WHERE id = ?",
        [label, Number(isOn), JSON.stringify(settings), secretSealed, version, id],
      );
    },
    async saveOrder(ids: readonly string[]): Promise<void> {
      for (const [index, id] of ids.entries()) {
        await sql.run("UPDATE sign_in_methods SET position = ? WHERE id = ?", [index + 1, id]);
      }
    },
    async remove(id: string): Promise<void> {
      await sql.run("DELETE FROM sign_in_methods WHERE id = ?", [id]);
    },
  };
}
