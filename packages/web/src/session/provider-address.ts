/** What somebody goes to a provider for. */
export type ProviderPurpose = "sign-in" | "step-up" | "link";

/**
 * The address of ours that sends somebody to a provider.
 *
 * @param next - the page of ours to go on with afterwards; null for where everybody begins
 */
export function providerAddress(methodId: string, purpose: ProviderPurpose, next: string | null = null): string {
  const query = new URLSearchParams({
    ...(purpose === "sign-in" ? {} : { purpose }),
    ...(next === null ? {} : { next }),
  }).toString();
  return `/auth/oidc/${encodeURIComponent(methodId)}/start${query === "" ? "" : `?${query}`}`;
}
