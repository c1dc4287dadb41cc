import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { SecretSeals } from "./secret-seals.ts";

/** What every step of a master key's ceremony needs around it. */
export interface MasterKeyDesk {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seals: SecretSeals;
  /** Whether triple DES is refused. */
  readonly isStrict: boolean;
}
