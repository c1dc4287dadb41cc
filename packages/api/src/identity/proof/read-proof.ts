import type { Ceremony } from "../passkeys/passkey-ceremonies.ts";
import type { GivenProof } from "./check-proof.ts";

/** The fields in which a proof can come. */
export interface ProofTexts {
  readonly totp?: string | null | undefined;
  readonly recoveryCode?: string | null | undefined;
  readonly passkeyAssertionJson?: string | null | undefined;
  readonly password?: string | null | undefined;
}

/** @returns the one proof that was given; null when there is none, or more than one */
export function readProof(texts: ProofTexts, ceremony: Ceremony): GivenProof | null {
  const given: (GivenProof | null)[] = [
    texts.totp ? { method: "TOTP", code: texts.totp } : null,
    texts.recoveryCode ? { method: "RECOVERY_CODE", code: texts.recoveryCode } : null,
    texts.password ? { method: "PASSWORD", password: texts.password } : null,
    texts.passkeyAssertionJson ? { method: "PASSKEY", assertionJson: texts.passkeyAssertionJson, ceremony } : null,
  ];
  const [one, ...more] = given.filter((proof) => proof !== null);
  return one && more.length === 0 ? one : null;
}
