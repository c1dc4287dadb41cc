/**
 * The one-time token out of the address's fragment.
 *
 * @param hash - as the address has it, with or without `#`
 * @returns the token, or null when there is none that could be one
 */
export function linkToken(hash: string): string | null {
  const token = hash.replace(/^#/, "");
  return /^[\w-]{16,}$/.test(token) ? token : null;
}
