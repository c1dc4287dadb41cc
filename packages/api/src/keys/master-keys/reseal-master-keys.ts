import { wipe } from "@unlatch/core/bytes";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import type { MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import { type AssociatedData, SealBroken, sealedUnder } from "@unlatch/core/keys/seal";
import type { Sql } from "../../platform/sql.ts";
import { componentBoundTo, keyBoundTo } from "./master-key-seals.ts";
import type { SecretSeals } from "./secret-seals.ts";

interface SealedSecret {
  readonly table: "master_keys" | "master_key_components";
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly boundTo: AssociatedData;
}

/** Seals every master key and every component under the data key of now. One that does not open stays as it is. */
export async function resealMasterKeys(sql: Sql, secrets: SecretSeals): Promise<void> {
  for (const { table, id, sealed, boundTo } of await sealedSecrets(sql, sql.forUpdate)) {
    const secret = await opened(secrets, sql, { boundTo, sealed });
    if (secret === null) continue;
    const anew = await secrets.seal(sql, boundTo, secret).finally(() => wipe(secret));
    await sql.run(`UPDATE ${table} SET sealed = ? WHERE id = ?`, [anew, id]);
  }
}

/** @returns how many master keys and components are sealed under a data key */
export async function countMasterKeysUnder(sql: Sql, dataKeyId: string): Promise<number> {
  const secrets = await sealedSecrets(sql, "");
  return secrets.filter(({ sealed }) => isUnder(sealed, dataKeyId)).length;
}

async function sealedSecrets(sql: Sql, ending: string): Promise<SealedSecret[]> {
  const keys = await sql.rows<{ id: string; usage: KeyUsage; kind: MasterKeyKind; sealed: Uint8Array }>(
    `SELECT id, usage, kind, sealed FROM master_keys WHERE sealed IS NOT NULL ORDER BY id${ending}`,
  );
  const components = await sql.rows<{ id: string; master_key_id: string; number: number; sealed: Uint8Array }>(
    `SELECT id, master_key_id, number, sealed FROM master_key_components WHERE sealed IS NOT NULL ORDER BY id${ending}`,
  );
  return [
    ...keys.map((key) => ({ table: "master_keys", id: key.id, sealed: key.sealed, boundTo: keyBoundTo(key) }) as const),
    ...components.map(({ id, master_key_id: keyId, number, sealed }) => {
      return { table: "master_key_components", id, sealed, boundTo: componentBoundTo(keyId, Number(number)) } as const;
    }),
  ];
}

async function opened(
  secrets: SecretSeals,
  sql: Sql,
  { boundTo, sealed }: { readonly boundTo: AssociatedData; readonly sealed: Uint8Array },
): Promise<Uint8Array | null> {
  try {
    return await secrets.open(sql, boundTo, sealed);
  } catch (fault) {
    if (fault instanceof SealBroken) return null;
    throw fault;
  }
}

function isUnder(sealed: Uint8Array, dataKeyId: string): boolean {
  try {
    return sealedUnder(sealed) === dataKeyId;
  } catch {
    return false;
  }
}
