import { createHmac } from "node:crypto";
import { wipe } from "@unlatch/core/bytes";
import { canonicalKey } from "@unlatch/core/keys/canonical-key";

/**
 * The keyed fingerprint by which a key is recognised wherever it is: on several cards, under two usages. Nobody without
 * the fingerprinting key can try guesses against it.
 *
 * @returns 64 hex digits, the same for all keys that encipher alike
 */
export function keyFingerprint(fingerprintingKey: Uint8Array, key: Uint8Array): string {
  const canonical = canonicalKey(key);
  const fingerprint = createHmac("sha256", fingerprintingKey).update(canonical).digest("hex");
  wipe(canonical);
  return fingerprint;
}
