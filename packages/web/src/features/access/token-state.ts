/** Whether a token still works, and why not. */
export type TokenState = "ACTIVE" | "EXPIRED" | "REVOKED";

/** @returns how a token stands at an instant */
export function tokenState(
  { expiresAt, revokedAt }: { readonly expiresAt: string; readonly revokedAt?: string | null },
  now: Date = new Date(),
): TokenState {
  if (revokedAt) return "REVOKED";
  return new Date(expiresAt) <= now ? "EXPIRED" : "ACTIVE";
}

/** @returns a day as a field of days has it, so many days from now */
export function dayAfter(days: number, now: Date = new Date()): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
