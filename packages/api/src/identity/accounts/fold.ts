/**
 * The form in which names are compared and searched: spaces trimmed and joined, compatibility forms unified, lower case.
 * Two user names with the same folded form are the same user name.
 */
export function fold(name: string): string {
  return name.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
