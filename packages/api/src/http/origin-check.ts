import { hostname, networkInterfaces } from "node:os";

/** What a request says about where it goes and where it comes from. */
export interface RequestOrigins {
  /** The Host header. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

const machine = hostname().toLowerCase();
const ownNames = new Set(["localhost", "127.0.0.1", "[::1]", machine, `${machine}.local`]);

/**
 * Tells requests that a person's own page sends from those that another site makes their browser send.
 *
 * @param publicUrl - where people reach the service, or null for local use
 * @param ownAddresses - the machine's addresses in its networks; read again when a new one is asked for
 */
export function makeOriginCheck(publicUrl: URL | null, ownAddresses: () => readonly string[] = lanAddresses) {
  return {
    /** Whether the request names this server: another name would be a page that points its own name at us. */
    isForUs({ host }: RequestOrigins): boolean {
      const name = hostNameIn(host);
      if (name === null) return false;
      return ownNames.has(name) || name === publicUrl?.hostname || ownAddresses().includes(name);
    },
    /** Whether a request that changes something comes from our own page, or from no page at all. */
    isFromUs({ host, origin, fetchSite }: RequestOrigins): boolean {
      if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") return false;
      if (origin === undefined) return true;
      return origin === publicUrl?.origin || (host !== undefined && originHost(origin) === host.toLowerCase());
    },
  };
}

/** What `makeOriginCheck` gives. */
export type OriginCheck = ReturnType<typeof makeOriginCheck>;

/** @returns the machine's addresses in its networks, as they stand in an address bar */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ family, address }) => (family === "IPv6" ? `[${address}]` : address));
}

function hostNameIn(host: string | undefined): string | null {
  return host === undefined ? null : (parsed(`http://${host}`)?.hostname ?? null);
}

function originHost(origin: string): string | null {
  const url = parsed(origin);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.host : null;
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
