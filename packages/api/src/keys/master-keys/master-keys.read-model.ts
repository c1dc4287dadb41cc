import { fold } from "../../identity/index.ts";
import { countOf, isTexts, type Page, pageOf, pageRequest } from "../../platform/pagination.ts";
import type { Sql } from "../../platform/sql.ts";
import { type MasterKeyRecord, masterKeyRepository } from "./master-key.repository.ts";

export type { ComponentRecord, MasterKeyRecord, MasterKeyState } from "./master-key.repository.ts";

/** What can be asked about master keys. */
export interface MasterKeysReadModel {
  byId(id: string): Promise<MasterKeyRecord | null>;
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, MasterKeyRecord>>;
  /** By name. */
  page(list: { readonly first: number; readonly after?: string | null | undefined }): Promise<Page<MasterKeyRecord>>;
}

/** @returns the answers to what can be asked about master keys */
export function masterKeysReadModel(reader: Sql): MasterKeysReadModel {
  const keys = masterKeyRepository(reader);
  return {
    byId: keys.byId,
    byIds: keys.byIds,
    async page(list) {
      const request = pageRequest(list, isTexts(1));
      const rows = await reader.rows<{ id: string }>(
        "SELECT id FROM master_keys WHERE name_key > ? ORDER BY name_key LIMIT ?",
        [request.after?.[0] ?? "", request.first + 1],
      );
      const found = await keys.byIds(rows.map(({ id }) => id));
      const inOrder = rows.flatMap(({ id }) => found.get(id) ?? []);
      return pageOf(inOrder, request, {
        keyOf: ({ name }): [string] => [fold(name)],
        count: () => countOf(reader, "FROM master_keys", []),
      });
    },
  };
}
