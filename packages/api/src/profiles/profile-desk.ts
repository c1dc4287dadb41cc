import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";

/** What every change of a card profile needs around it. */
export interface ProfileDesk {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether 3DES is refused. */
  readonly isStrict: boolean;
}
