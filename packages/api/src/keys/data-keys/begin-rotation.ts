import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import { installationRepository } from "../../platform/installation.repository.ts";
import type { Random } from "../../platform/random.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { adminKeyRepository } from "../admin-key.repository.ts";
import { resealMasterKeys } from "../master-keys/reseal-master-keys.ts";
import type { SecretSeals } from "../master-keys/secret-seals.ts";
import type { Keyring } from "./keyring.ts";
import { type KeyRotation, keyRotationRepository } from "./key-rotation.repository.ts";

/** What comes of asking for new data keys. */
export type BeginRotationOutcome =
  | { readonly type: "RotationBegun"; readonly rotation: KeyRotation }
  | { readonly type: "RotationUnderWay"; readonly rotation: KeyRotation };

/** What a rotation is begun with. */
export interface BeginRotationParts {
  readonly unitOfWork: UnitOfWork;
  readonly keyring: Keyring;
  readonly secrets: SecretSeals;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Begins a new epoch: whatever is sealed from now on is sealed under new data keys. The few master keys are sealed anew
 * at once; the many admin keys follow in batches.
 */
export const makeBeginRotation =
  ({ unitOfWork, keyring, secrets, clock, random }: BeginRotationParts) =>
  (actor: Actor): Promise<BeginRotationOutcome> =>
    unitOfWork.audited<BeginRotationOutcome>(
      { name: "key.beginRotation", success: "RotationBegun" },
      actor,
      async ({ sql, concerns }) => {
        // One after the other: whoever comes second finds the rotation of the first.
        await installationRepository(sql).lock();
        const rotations = keyRotationRepository(sql);
        const running = await rotations.lockRunning();
        if (running !== null) return { type: "RotationUnderWay", rotation: running };
        const dataKey = await keyring.beginEpoch(sql, "ADMIN_KEYS");
        await keyring.beginEpoch(sql, "MASTER_KEYS");
        await resealMasterKeys(sql, secrets);
        await rotations.add(random.id(), await adminKeyRepository(sql).count(), clock());
        concerns({ facts: { dataKey: dataKey.id, epoch: String(dataKey.epoch) } });
        const rotation = await rotations.lockRunning();
        if (rotation === null) throw new RangeError("rotation: expected one under way");
        return { type: "RotationBegun", rotation };
      },
    );
