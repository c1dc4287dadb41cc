import type { AssociatedData } from "@unlatch/core/keys/seal";
import type { Sql } from "../../platform/sql.ts";

/** Seals what is no card's own key: components of master keys, and the keys put together from them. */
export interface SecretSeals {
  /** @param boundTo - the row it belongs to. The caller wipes the secret */
  seal(sql: Sql, boundTo: AssociatedData, secret: Uint8Array): Promise<Uint8Array>;
  /**
   * @returns the secret in the only copy there is; the caller wipes it
   * @throws SealBroken when it was altered or belongs to another row
   */
  open(sql: Sql, boundTo: AssociatedData, envelope: Uint8Array): Promise<Uint8Array>;
  /** By which the same key is recognised wherever it is. */
  fingerprintOf(key: Uint8Array): string;
}
