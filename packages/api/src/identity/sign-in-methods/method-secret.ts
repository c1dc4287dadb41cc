import { wipe } from "@unlatch/core/bytes";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { SignInMethodRecord } from "./sign-in-method.repository.ts";

const belongsTo = (methodId: string) => ["sign_in_methods", 1, methodId] as const;

/** @returns a method's secret as it is kept: sealed to the method; null where nothing was typed */
export function sealedSecret(seal: SecretSeal, methodId: string, typed: string | null): Uint8Array | null {
  if (typed === null || typed === "") return null;
  const bytes = new TextEncoder().encode(typed);
  const sealed = seal.seal(belongsTo(methodId), bytes);
  wipe(bytes);
  return sealed;
}

/** @returns a method's secret, for the caller to wipe; null where it has none */
export function openSecret(
  seal: SecretSeal,
  { id, secretSealed }: Pick<SignInMethodRecord, "id" | "secretSealed">,
): Uint8Array | null {
  return secretSealed && seal.open(belongsTo(id), secretSealed);
}
