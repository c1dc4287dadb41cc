import type { CheckValueConvention, LabelledCheckValue } from "@unlatch/core/keys/check-value";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import type { MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import { fold } from "../../identity/index.ts";
import { isIdentifier } from "../../platform/identifier.ts";
import { instantFrom, instantOrNull, marks, type Sql } from "../../platform/sql.ts";

/** Where a master key is in its ceremony. `REJECTED` is final, and its bytes are gone. */
export const masterKeyStates = ["COLLECTING", "AWAITING_APPROVAL", "ACTIVE", "REJECTED"] as const;

/** A state of a master key. */
export type MasterKeyState = (typeof masterKeyStates)[number];

/** That a component was entered, by whom and when. Its bytes are elsewhere. */
export interface ComponentRecord {
  readonly number: number;
  readonly checkValue: string;
  readonly enteredById: string;
  readonly enteredAt: Date;
}

/** A master key without its bytes. Name, usage, kind, convention and expected check value never change. */
export interface MasterKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly usage: KeyUsage;
  readonly kind: MasterKeyKind;
  readonly state: MasterKeyState;
  readonly neededComponents: number;
  /** How the check values on the ceremony sheet are taken. */
  readonly convention: CheckValueConvention;
  readonly expectedCheckValue: string;
  /** None before all components are there. */
  readonly checkValues: readonly LabelledCheckValue[];
  readonly components: readonly ComponentRecord[];
  readonly createdById: string;
  readonly createdAt: Date;
  /** Who approved or rejected it. */
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly version: number;
}

/** Where master keys are kept. */
export function masterKeyRepository(sql: Sql) {
  const byIds = async (ids: readonly string[]): Promise<Map<string, MasterKeyRecord>> => {
    const known = ids.filter(isIdentifier);
    if (known.length === 0) return new Map();
    const list = marks(known.length);
    const rows = await sql.rows<Row>(`SELECT ${columns} FROM master_keys WHERE id IN (${list})`, known);
    const components = await sql.rows<ComponentRow>(
      `SELECT master_key_id, number, check_value, entered_by, entered_at FROM master_key_components
       WHERE master_key_id IN (${list}) ORDER BY number`,
      known,
    );
    return new Map(rows.map((row) => [row.id, recordFrom(row, components)]));
  };
  const byId = async (id: string) => (await byIds([id])).get(id) ?? null;
  return {
    byId,
    byIds,
    /** Reads it for deciding about it: nobody else changes it until the unit commits. */
    async lockById(id: string): Promise<MasterKeyRecord | null> {
      if (!isIdentifier(id)) return null;
      const row = await sql.row(`SELECT id FROM master_keys WHERE id = ?${sql.forUpdate}`, [id]);
      return row === null ? null : byId(id);
    },
    async isNameTaken(name: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS found FROM master_keys WHERE name_key = ?", [fold(name)])) !== null;
    },
    ...writing(sql),
  };
}

function writing(sql: Sql) {
  return {
    async insert(key: MasterKeyRecord): Promise<void> {
      await sql.run(
        `INSERT INTO master_keys (id, name, name_key, usage, kind, state, needed_components, convention,
           expected_check_value, check_values, created_by, created_at, version) VALUES (${marks(13)})`,
        [
          key.id,
          key.name,
          fold(key.name),
          key.usage,
          key.kind,
          key.state,
          key.neededComponents,
          key.convention,
          key.expectedCheckValue,
          "",
          key.createdById,
          key.createdAt,
          key.version,
        ],
      );
    },
    /** Keeps how far the ceremony is. What was decided when it was made is not written again. */
    async saveProgress(key: MasterKeyRecord): Promise<void> {
      await sql.run(
        `UPDATE master_keys SET state = ?, check_values = ?, decided_by = ?, decided_at = ?, version = ? WHERE id = ?`,
        [key.state, checkValuesText(key.checkValues), key.decidedById, key.decidedAt, key.version, key.id],
      );
    },
  };
}

const columns =
  "id, name, usage, kind, state, needed_components, convention, expected_check_value, check_values, created_by, created_at, decided_by, decided_at, version";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly usage: KeyUsage;
  readonly kind: MasterKeyKind;
  readonly state: MasterKeyState;
  readonly needed_components: number;
  readonly convention: CheckValueConvention;
  readonly expected_check_value: string;
  readonly check_values: string;
  readonly created_by: string;
  readonly created_at: unknown;
  readonly decided_by: string | null;
  readonly decided_at: unknown;
  readonly version: number;
}

interface ComponentRow {
  readonly master_key_id: string;
  readonly number: number;
  readonly check_value: string;
  readonly entered_by: string;
  readonly entered_at: unknown;
}

function recordFrom(row: Row, components: readonly ComponentRow[]): MasterKeyRecord {
  return {
    id: row.id,
    name: row.name,
    usage: row.usage,
    kind: row.kind,
    state: row.state,
    neededComponents: Number(row.needed_components),
    convention: row.convention,
    expectedCheckValue: row.expected_check_value,
    checkValues: checkValuesIn(row.check_values),
    components: components.filter(({ master_key_id }) => master_key_id === row.id).map(componentFrom),
    createdById: row.created_by,
    createdAt: instantFrom(row.created_at),
    decidedById: row.decided_by,
    decidedAt: instantOrNull(row.decided_at),
    version: Number(row.version),
  };
}

const componentFrom = (row: ComponentRow): ComponentRecord => ({
  number: Number(row.number),
  checkValue: row.check_value,
  enteredById: row.entered_by,
  enteredAt: instantFrom(row.entered_at),
});

const checkValuesText = (values: readonly LabelledCheckValue[]) =>
  values.map(({ convention, value }) => `${convention}=${value}`).join(" ");

const checkValuesIn = (text: string): LabelledCheckValue[] =>
  text
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => {
      const [convention = "", value = ""] = part.split("=");
      return { convention: convention as CheckValueConvention, value };
    });
