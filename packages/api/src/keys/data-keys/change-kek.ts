import { wipe } from "@unlatch/core/bytes";
import type { Actor } from "../../platform/actor.ts";
import { installationRepository } from "../../platform/installation.repository.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { KeyEncryptionKey } from "../kek-file.ts";
import { KekUnavailable, type KeyProvider } from "../providers/key-provider.ts";
import { type DataKeyRecord, dataKeyRepository } from "./data-key.repository.ts";

/** What comes of changing the key-encryption key. */
export interface KekChanged {
  readonly type: "KekChanged";
  readonly kekId: string;
  /** How many data keys were wrapped anew. */
  readonly dataKeys: number;
}

/**
 * Wraps every data key under a new key-encryption key, in one unit; admin keys are not touched. Where it is kept may change
 * too: from a file to a token, say. A server that runs meanwhile has its data keys open and finds the new one when it needs it.
 *
 * @param to - who keeps the new key-encryption key; left out: who keeps it now
 * @throws KekUnavailable when the old or the new one is not at hand: then nothing has changed
 */
export const makeChangeKek =
  ({ unitOfWork, kek }: { readonly unitOfWork: UnitOfWork; readonly kek: KeyEncryptionKey }) =>
  async (actor: Actor, to: KeyProvider = kek.provider): Promise<KekChanged> => {
    const from = kek.provider;
    const next = await to.makeNext();
    const changed = await unitOfWork.audited<KekChanged>(
      { name: "key.changeKek", success: "KekChanged" },
      actor,
      async ({ sql, concerns }) => {
        concerns({ facts: { kek: next, provider: to.kind } });
        await installationRepository(sql).lock();
        if (!(await to.use(next))) throw new KekUnavailable(`The key-encryption key ${next} is not at hand.`);
        const living = (await dataKeyRepository(sql).lockAll()).filter(({ state }) => state !== "DESTROYED");
        for (const record of living) await wrapAnew(sql, { kek, from, to }, record);
        await installationRepository(sql).changeKek(next);
        return { type: "KekChanged", kekId: next, dataKeys: living.length };
      },
    );
    await to.settle();
    return changed;
  };

async function wrapAnew(
  sql: Sql,
  { kek, from, to }: { kek: KeyEncryptionKey; from: KeyProvider; to: KeyProvider },
  record: DataKeyRecord,
): Promise<void> {
  const isAdopted = record.wrapped.length === 0 && record.id === kek.id && kek.sealsAdminKeys !== null;
  const dataKey = isAdopted ? Uint8Array.from(kek.sealsAdminKeys ?? []) : await from.unwrap(record, record);
  const wrapped = await to.wrap(dataKey, record).finally(() => wipe(dataKey));
  await dataKeyRepository(sql).wrapAnew(record, wrapped);
}
