/**
 * Where a phone finds self-service: this page's own origin, or, where that is this computer only, the first address that
 * the server has in the network.
 *
 * @param origin - of this page
 * @param inNetwork - origins under which the server is reached from elsewhere, the best first
 * @returns the address, or null when a phone cannot reach the server at all
 */
export function phoneAddress(origin: string, inNetwork: readonly string[]): string | null {
  const best = [origin, ...inNetwork].find((candidate) => !isThisComputerOnly(candidate));
  return best === undefined ? null : `${best}/`;
}

function isThisComputerOnly(origin: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);
}
