import { wipe } from "@unlatch/core/bytes";
import { checkValue } from "@unlatch/core/keys/check-value";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import { masterKeyFacts, type MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import type { Sql } from "../../platform/sql.ts";
import type { KeyUse } from "../key-vault.ts";
import { troubleOf } from "../trouble-of.ts";
import { masterKeyBytesRepository } from "./master-key-bytes.repository.ts";
import { keyBoundTo } from "./master-key-seals.ts";
import { type MasterKeyRecord, masterKeyRepository } from "./master-key.repository.ts";
import type { SecretSeals } from "./secret-seals.ts";

/** Which master key is wanted, and for what: a key made for the other usage is not lent. */
export interface WantedMasterKey {
  readonly id: string;
  readonly usage: KeyUsage;
}

/**
 * Lends an active master key to `use`, checked against its check value before and wiped after.
 *
 * @param use - must not keep the bytes
 */
export async function lendMasterKey<T>(
  { sql, seals }: { readonly sql: Sql; readonly seals: SecretSeals },
  { id, usage }: WantedMasterKey,
  use: (key: Uint8Array, kind: MasterKeyKind) => KeyUse<T>,
): Promise<KeyUse<T>> {
  const kept = await masterKeyRepository(sql).byId(id);
  const sealed = await masterKeyBytesRepository(sql).sealedKey(id);
  if (kept === null || kept.usage !== usage) return { type: "KeyTroubled", cause: "MASTER_KEY_MISSING" };
  if (kept.state !== "ACTIVE" || sealed === null) return { type: "KeyTroubled", cause: "MASTER_KEY_NOT_ACTIVE" };
  const opened = await openedKey({ sql, seals }, kept, sealed);
  if (opened.type === "KeyTroubled") return opened;
  const key = opened.value;
  try {
    return hasItsCheckValues(kept, key) ? use(key, kept.kind) : { type: "KeyTroubled", cause: "CHECK_VALUE_DIFFERS" };
  } finally {
    wipe(key);
  }
}

async function openedKey(
  { sql, seals }: { readonly sql: Sql; readonly seals: SecretSeals },
  kept: MasterKeyRecord,
  sealed: Uint8Array,
): Promise<KeyUse<Uint8Array>> {
  try {
    return { type: "KeyUsed", value: await seals.open(sql, keyBoundTo(kept), sealed) };
  } catch (fault) {
    const cause = troubleOf(fault);
    if (cause === null) throw fault;
    return { type: "KeyTroubled", cause };
  }
}

function hasItsCheckValues({ kind, convention, expectedCheckValue }: MasterKeyRecord, key: Uint8Array): boolean {
  return checkValue(masterKeyFacts(kind).cipher, convention, key) === expectedCheckValue;
}
