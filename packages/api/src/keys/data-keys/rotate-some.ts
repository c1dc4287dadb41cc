import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { AdminKeySeals } from "../admin-key-seals.ts";
import { adminKeyRepository, type SealedAdminKey } from "../admin-key.repository.ts";
import { dataKeyRepository } from "./data-key.repository.ts";
import type { Keyring } from "./keyring.ts";
import { type KeyRotation, keyRotationRepository } from "./key-rotation.repository.ts";

/** What a rotation is carried on with. */
export interface RotationParts {
  readonly unitOfWork: UnitOfWork;
  readonly keyring: Keyring;
  readonly seals: AdminKeySeals;
  /** Whether keys that no token has taken in yet are to be taken in. */
  readonly intoToken: boolean;
  readonly clock: Clock;
}

interface Resealed {
  readonly before: SealedAdminKey;
  readonly after: SealedAdminKey;
}

/**
 * Seals the next few admin keys anew, in one unit together with how far it has come: whoever is interrupted leaves all of a
 * batch or nothing of it, and anybody can go on. A key that does not open stays as it is and is counted.
 *
 * @returns how far the rotation is now, or null when there is none under way
 */
export const makeRotateSome =
  (parts: RotationParts) =>
  (limit = 500): Promise<KeyRotation | null> =>
    parts.unitOfWork.unaudited(async (sql) => {
      const rotations = keyRotationRepository(sql);
      const running = await rotations.lockRunning();
      if (running === null) return null;
      const active = await activeOf(parts, sql);
      const { afterId } = running;
      const due = await adminKeyRepository(sql).due({ dataKeyId: active, afterId, intoToken: parts.intoToken, limit });
      const { resealed, troubled } = await sealedAnew(parts, sql, due);
      await adminKeyRepository(sql).resealAll(resealed);
      const isLast = due.length < limit;
      const next: KeyRotation = {
        ...running,
        state: isLast ? "DONE" : "RUNNING",
        afterId: due.at(-1)?.id ?? afterId,
        rowsDone: running.rowsDone + resealed.length,
        rowsTroubled: running.rowsTroubled + troubled,
        endedAt: isLast ? parts.clock() : null,
      };
      await rotations.save(next);
      return next;
    });

/** The first rotation of an installation from before data keys begins where nothing was sealed under one yet. */
async function activeOf({ keyring }: RotationParts, sql: Sql): Promise<string> {
  const active = await dataKeyRepository(sql).active("ADMIN_KEYS");
  return (active ?? (await keyring.beginEpoch(sql, "ADMIN_KEYS"))).id;
}

async function sealedAnew(
  { seals, keyring }: RotationParts,
  sql: Sql,
  due: readonly SealedAdminKey[],
): Promise<{ resealed: Resealed[]; troubled: number }> {
  const resealed: Resealed[] = [];
  const dataKey = await keyring.forSealing(sql, "ADMIN_KEYS", due.length);
  for (const before of due) {
    const after = await seals.reseal(sql, before, dataKey);
    if (!("type" in after)) resealed.push({ before, after });
    else if (after.cause === "KEY_PROVIDER_UNAVAILABLE") throw new Error("The key-encryption key is not at hand.");
  }
  return { resealed, troubled: due.length - resealed.length };
}
