/**
 * Where to go after signing in: the page someone came from, if it is one of ours.
 *
 * @param next - the `next` of the address; anyone can write it, so nothing but a path of this site passes
 * @returns the path, or null where there is none to trust
 */
export function wayBack(next: unknown): string | null {
  if (typeof next !== "string" || !next.startsWith("/")) return null;
  // "//host", "/\host" and control characters are read as another site by some browsers.
  if (/^\/[/\\]|[\\\s\u0000-\u001f]/.test(next)) return null;
  return next.startsWith("/sign-in") ? null : next;
}
