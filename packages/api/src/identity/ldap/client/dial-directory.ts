import { connect as connectInTheClear, isIP, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { DirectoryUnusable, type DirectoryStep } from "./directory-unusable.ts";
import { placeOf } from "./directory-place.ts";
import type { LdapSettings } from "./ldap-settings.ts";
import { startTls } from "./start-tls.ts";

/** The certificate that a directory showed, which was checked. */
export interface ShownCertificate {
  readonly subject: string;
  readonly validTo: Date;
}

/** A line to a directory over which nothing was said yet. */
export interface DialledDirectory {
  readonly socket: Socket;
  /** null on the machine itself, without TLS. */
  readonly certificate: ShownCertificate | null;
}

/**
 * Opens a line to a directory at one of its addresses. The certificate and the name in it are always checked; only the
 * machine itself may be spoken to without TLS.
 *
 * @throws DirectoryUnusable at step CONNECT or TLS
 */
export async function dialDirectory(
  url: string,
  { startTls: turnsToTls, caPem }: Pick<LdapSettings, "startTls" | "caPem">,
  timeoutMs: number,
): Promise<DialledDirectory> {
  const place = placeOf(url);
  if (!place) throw new DirectoryUnusable("CONNECT", `${url} is not the address of a directory.`);
  const { host, port } = place;
  const isPlain = !place.isTls && !turnsToTls;
  if (isPlain && !place.isThisMachine) throw new DirectoryUnusable("TLS", `Use ldaps:// or StartTLS for ${host}.`);
  const at = { url, timeoutMs };
  const socket = connectInTheClear({ host, port });
  try {
    await within({ ...at, step: "CONNECT", socket }, once(socket, "connect"));
    if (isPlain) return { socket, certificate: null };
    if (!place.isTls) await within({ ...at, step: "TLS", socket }, startTls(socket));
    const secured = securing(socket, host, caPem);
    await within({ ...at, step: "TLS", socket: secured }, once(secured, "secureConnect"));
    return { socket: secured, certificate: certificateOf(secured) };
  } catch (fault) {
    socket.destroy();
    throw fault;
  }
}

const securing = (socket: Socket, host: string, caPem: string | null) =>
  connect({
    socket,
    host,
    ...(isIP(host) > 0 ? {} : { servername: host }),
    ...(caPem === null ? {} : { ca: caPem }),
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
  });

interface Waiting {
  readonly url: string;
  readonly step: DirectoryStep;
  readonly socket: Socket;
  readonly timeoutMs: number;
}

const once = (socket: Socket, event: "connect" | "secureConnect") =>
  new Promise<void>((resolve, reject) => {
    socket.once(event, resolve).once("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
  });

async function within({ url, step, socket, timeoutMs }: Waiting, work: Promise<void>): Promise<void> {
  const late = Object.assign(new Error("late"), { code: "ETIMEDOUT" });
  const timer = setTimeout(() => socket.destroy(late), timeoutMs);
  try {
    await work;
  } catch (fault) {
    // The line is destroyed; what it still reports has no one to hear it.
    socket.on("error", () => undefined);
    throw new DirectoryUnusable(step, mendFor(step, url, (fault as NodeJS.ErrnoException).code ?? ""));
  } finally {
    clearTimeout(timer);
  }
}

const mends: Readonly<Record<string, (url: string) => string>> = {
  ECONNREFUSED: (url) => `Nothing listens at ${url}. Check the port, and that the directory runs.`,
  ENOTFOUND: (url) => `The name in ${url} is not known. Check its spelling and this machine's name server.`,
  EAI_AGAIN: (url) => `The name in ${url} could not be looked up. Check this machine's name server.`,
  ETIMEDOUT: (url) => `${url} did not answer in time. Check the address and the firewall between.`,
  CERT_HAS_EXPIRED: (url) => `The certificate of ${url} has expired. Renew it at the directory.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (url) =>
    `The certificate of ${url} is for another name. Use the name that stands in it, or renew it with this one.`,
};

const untrusted = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/;

function mendFor(step: DirectoryStep, url: string, code: string): string {
  const mend = mends[code];
  if (mend) return mend(url);
  if (untrusted.test(code)) {
    return `The certificate of ${url} comes from an authority that is not known here. Paste the authority's certificate.`;
  }
  if (step === "CONNECT") return `${url} cannot be reached (${code || "no answer"}).`;
  return `${url} does not speak TLS as it should (${code || "it declined"}). Check the port, and ldaps:// or StartTLS.`;
}

function certificateOf(socket: TLSSocket): ShownCertificate {
  const { subject, valid_to: validTo } = socket.getPeerCertificate();
  return { subject: [subject.CN].flat()[0] ?? "", validTo: new Date(validTo) };
}
