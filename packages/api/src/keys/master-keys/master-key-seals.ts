import { wipe } from "@unlatch/core/bytes";
import { checkValue, type LabelledCheckValue } from "@unlatch/core/keys/check-value";
import { conventionsFor, masterKeyFacts, type MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import type { Sql } from "../../platform/sql.ts";
import { masterKeyBytesRepository } from "./master-key-bytes.repository.ts";
import type { MasterKeyRecord } from "./master-key.repository.ts";
import type { SecretSeals } from "./secret-seals.ts";

/** What the seal of a master key is bound to: all of it that never changes. */
export const keyBoundTo = ({ id, usage, kind }: Pick<MasterKeyRecord, "id" | "usage" | "kind">) =>
  ["master_keys", 1, id, usage, kind] as const;

/** What the seal of a component is bound to. */
export const componentBoundTo = (masterKeyId: string, number: number) =>
  ["master_key_components", 1, masterKeyId, number] as const;

/** @returns every check value of a key, each with how it was taken */
export function checkValuesOf(kind: MasterKeyKind, key: Uint8Array): LabelledCheckValue[] {
  return conventionsFor(kind).map((convention) => ({
    convention,
    value: checkValue(masterKeyFacts(kind).cipher, convention, key),
  }));
}

/** @returns the components entered so far and the one at hand, combined by exclusive or; the caller wipes it */
export async function combined(
  seals: SecretSeals,
  sql: Sql,
  { masterKeyId, last }: { readonly masterKeyId: string; readonly last: Uint8Array },
): Promise<Uint8Array> {
  const key = Uint8Array.from(last);
  for (const { number, sealed } of await masterKeyBytesRepository(sql).sealedComponents(masterKeyId)) {
    const component = await seals.open(sql, componentBoundTo(masterKeyId, number), sealed);
    component.forEach((byte, index) => (key[index] = (key[index] ?? 0) ^ byte));
    wipe(component);
  }
  return key;
}
