import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, two passes, one lane. @see OWASP Password Storage Cheat Sheet */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** @returns the hash to keep for a password, with its own salt and parameters inside */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(password, parameters));
}

/**
 * Whether a password is the one behind a hash. Takes as much work without a hash, so that the time does not tell whether
 * there is such an account.
 *
 * @param passwordHash - null when there is no account or it has no password
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await bounded(async () => verify(passwordHash ?? (await nobodysHash()), password));
  return isRight && passwordHash !== null;
}

let nobodys: Promise<string> | null = null;
const nobodysHash = () => (nobodys ??= hash("the password of an account that is not there", parameters));

/** Hashing fills the memory it is given: no more than two at once, the others wait in turn. */
async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
