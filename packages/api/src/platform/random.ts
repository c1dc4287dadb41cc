import { randomFillSync, randomUUID } from "node:crypto";

/** Gives unpredictable bytes and identifiers, so that tests can tell where they come in. */
export interface Random {
  /** @returns as many bytes as asked for, from the operating system */
  bytes(length: number): Uint8Array;
  /** @returns a new identifier that says nothing and cannot be guessed */
  id(): string;
}

/** The operating system's own randomness, in the only copy there is: keys are made of it, and wiped. */
export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length)),
  id: () => randomUUID(),
};
