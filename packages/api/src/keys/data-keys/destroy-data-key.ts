import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { adminKeyRepository } from "../admin-key.repository.ts";
import { countMasterKeysUnder } from "../master-keys/reseal-master-keys.ts";
import { dataKeyRepository } from "./data-key.repository.ts";
import type { Keyring, RotatedPurpose } from "./keyring.ts";

/** What comes of asking to destroy a data key. */
export type DestroyDataKeyOutcome =
  | { readonly type: "DataKeyDestroyed" }
  | { readonly type: "DataKeyUnknown" }
  /** It seals. Rotate first. */
  | { readonly type: "DataKeyActive" }
  /** So many keys would be lost with it. */
  | { readonly type: "DataKeyNeeded"; readonly count: number };

/**
 * Destroys a data key of the past: its wrapped bytes go, and what was ever sealed under it, in a backup too, opens no more.
 * Refused while anything in the database is sealed under it.
 */
export const makeDestroyDataKey =
  ({ unitOfWork, keyring, clock }: { unitOfWork: UnitOfWork; keyring: Keyring; clock: Clock }) =>
  (actor: Actor, { id }: { readonly id: string }): Promise<DestroyDataKeyOutcome> =>
    unitOfWork.audited<DestroyDataKeyOutcome>(
      { name: "key.destroyDataKey", success: "DataKeyDestroyed" },
      actor,
      async ({ sql, concerns }) => {
        concerns({ facts: { dataKey: id } });
        const keys = dataKeyRepository(sql);
        const named = (await keys.all()).filter((key) => key.id === id && isRotated(key.purpose));
        if (named.length === 0) return { type: "DataKeyUnknown" };
        for (const { purpose } of named) {
          const key = await keys.lockById(purpose, id);
          if (key === null || key.state === "DESTROYED") return { type: "DataKeyUnknown" };
          if (key.state === "ACTIVE") return { type: "DataKeyActive" };
          const count = await countUnder(sql, key.purpose as RotatedPurpose, id);
          if (count > 0) return { type: "DataKeyNeeded", count };
          await keys.destroy(key, clock());
          keyring.forget(key.purpose as RotatedPurpose, id);
        }
        return { type: "DataKeyDestroyed" };
      },
    );

const isRotated = (purpose: string): purpose is RotatedPurpose => purpose === "ADMIN_KEYS" || purpose === "MASTER_KEYS";

function countUnder(sql: Sql, purpose: RotatedPurpose, id: string): Promise<number> {
  switch (purpose) {
    case "ADMIN_KEYS":
      return adminKeyRepository(sql).countUnder(id);
    case "MASTER_KEYS":
      return countMasterKeysUnder(sql, id);
    default:
      return purpose satisfies never;
  }
}
