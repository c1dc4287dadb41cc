/** What somebody can prove with who they are. */
export const proofMethods = ["PASSKEY", "TOTP", "RECOVERY_CODE", "PASSWORD", "LDAP", "OPENID_CONNECT", "LINK"] as const;

/** One way to prove who one is. */
export type ProofMethod = (typeof proofMethods)[number];

/** @returns the methods of a column that holds them with spaces between */
export function proofMethodsIn(text: string | null): ProofMethod[] {
  const words = (text ?? "").split(" ");
  return proofMethods.filter((method) => words.includes(method));
}
