/**
 * Whether a challenge is one that no card makes by chance: one byte over and over, all 00 and all FF among them, or one
 * block of eight bytes twice or more. Answering 00… would give away what a key check value is the beginning of.
 *
 * @param challenge - bytes in the order the screen shows them
 */
export function isDegenerate(challenge: Uint8Array): boolean {
  if (challenge.every((byte) => byte === challenge[0])) return true;
  return challenge.length > block && challenge.length % block === 0 && challenge.every(repeats);
}

const block = 8;
const repeats = (byte: number, index: number, challenge: Uint8Array) => byte === challenge[index % block];
