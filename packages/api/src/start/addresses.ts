import { isLoopback } from "../config.ts";
import { lanAddresses } from "../http/origin-check.ts";

const wholeMachine = new Set(["0.0.0.0", "::"]);

/**
 * @param host - what the server listens on
 * @returns the origins under which people reach it: the public one or this machine's own first, then its networks'
 */
export function addressesOf({
  host,
  port,
  publicUrl,
}: {
  host: string;
  port: number;
  publicUrl: URL | null;
}): string[] {
  const own = (name: string) => `http://${name}:${port}`;
  const inNetwork = wholeMachine.has(host) ? lanAddresses().filter((address) => !address.startsWith("[")) : [];
  const listening = isLoopback(host) || wholeMachine.has(host) ? ["localhost"] : [host];
  return [...(publicUrl ? [publicUrl.origin] : []), ...[...listening, ...inNetwork].map(own)];
}
