import { instantFrom, instantOrNull, type Sql } from "../../platform/sql.ts";

/** A person's passkey. */
export interface PasskeyRecord {
  readonly id: string;
  readonly userId: string;
  /** base64url, as the authenticator names it. */
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** How often the authenticator said it was used; many always say 0. */
  readonly signCount: number;
  readonly transports: readonly string[];
  /** What the person calls it. */
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

interface Row {
  id: string;
  user_id: string;
  credential_id: string;
  public_key: Uint8Array;
  sign_count: number | string;
  transports: string;
  label: string;
  created_at: unknown;
  last_used_at: unknown;
}

const fromRow = (row: Row): PasskeyRecord => ({
  id: row.id,
  userId: row.user_id,
  credentialId: row.credential_id,
  publicKey: new Uint8Array(row.public_key),
  signCount: Number(row.sign_count),
  transports: row.transports.split(" ").filter((word) => word !== ""),
  label: row.label,
  createdAt: instantFrom(row.created_at),
  lastUsedAt: instantOrNull(row.last_used_at),
});

const columns = "id, user_id, credential_id, public_key, sign_count, transports, label, created_at, last_used_at";

/** @returns what can be done with the passkeys of a database */
export function passkeyRepository(sql: Sql) {
  const byCredentialId = async (credentialId: string, lock: string) => {
    const row = await sql.row<Row>(`SELECT ${columns} FROM passkeys WHERE credential_id = ?${lock}`, [credentialId]);
    return row && fromRow(row);
  };
  return {
    byCredentialId: (credentialId: string) => byCredentialId(credentialId, ""),
    lockByCredentialId: (credentialId: string) => byCredentialId(credentialId, sql.forUpdate),
    async ofUser(userId: string): Promise<PasskeyRecord[]> {
      const text = `SELECT ${columns} FROM passkeys WHERE user_id = ? ORDER BY created_at, id`;
      return (await sql.rows<Row>(text, [userId])).map(fromRow);
    },
    /** @returns false when this authenticator's passkey is kept already */
    async add(passkey: PasskeyRecord): Promise<boolean> {
      const written = await sql.run(
        `INSERT INTO passkeys (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (credential_id) DO NOTHING`,
        [
          passkey.id,
          passkey.userId,
          passkey.credentialId,
          passkey.publicKey,
          passkey.signCount,
          passkey.transports.join(" "),
          passkey.label,
          passkey.createdAt,
        ],
      );
      return written === 1;
    },
    async used(id: string, signCount: number, at: Date): Promise<void> {
      await sql.run("UPDATE passkeys SET sign_count = ?, last_used_at = ? WHERE id = ?", [signCount, at, id]);
    },
    /** @returns whether the person has such a passkey */
    async rename(userId: string, id: string, label: string): Promise<boolean> {
      return (await sql.run("UPDATE passkeys SET label = ? WHERE user_id = ? AND id = ?", [label, userId, id])) > 0;
    },
    /** @returns whether the person had such a passkey */
    async remove(userId: string, id: string): Promise<boolean> {
      return (await sql.run("DELETE FROM passkeys WHERE user_id = ? AND id = ?", [userId, id])) > 0;
    },
    async removeAllOf(userId: string): Promise<void> {
      await sql.run("DELETE FROM passkeys WHERE user_id = ?", [userId]);
    },
  };
}
