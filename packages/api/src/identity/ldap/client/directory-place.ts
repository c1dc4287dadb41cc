import { isIP } from "node:net";
import { isLoopback } from "../../../platform/is-loopback.ts";

/** Where a directory is. */
export interface DirectoryPlace {
  readonly host: string;
  readonly port: number;
  /** Whether TLS begins at once. */
  readonly isTls: boolean;
  /** Whether it is an address that no other machine reaches. */
  readonly isThisMachine: boolean;
}

const name = /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i;

/** @returns where an address leads: `ldap://` or `ldaps://`, a host, perhaps a port; null where it is no such address */
export function placeOf(url: string): DirectoryPlace | null {
  if (!/^ldaps?:\/\/[^/?#@\s]+\/?$/.test(url) || !URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === "ldaps:";
  const host = hostname.replaceAll(/^\[|\]$/g, "");
  if (isIP(host) === 0 && !name.test(host)) return null;
  return { host, port: Number(port || (isTls ? 636 : 389)), isTls, isThisMachine: isLoopback(host) };
}
