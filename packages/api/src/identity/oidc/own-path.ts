/**
 * Reads where somebody wants to go after signing in.
 *
 * @returns the path when it is one of our own, else null: nobody is sent to another site by an address of ours
 */
export function ownPath(given: string | undefined): string | null {
  if (given === undefined || given.length > 500 || !/^\/(?![/\\])[\x21-\x7E]*$/.test(given)) return null;
  const base = "http://own.invalid";
  if (!URL.canParse(given, base)) return null;
  const url = new URL(given, base);
  // "/.//host" is read as "//host", which is another site.
  const isOwn = url.origin === base && !given.includes("\\") && !url.pathname.startsWith("//");
  return isOwn ? `${url.pathname}${url.search}${url.hash}` : null;
}
