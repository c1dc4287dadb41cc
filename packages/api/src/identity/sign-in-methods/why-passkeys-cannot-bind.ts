import { isIP } from "node:net";
import { isLoopback } from "../../platform/is-loopback.ts";

const isLocalhost = (host: string) => host === "localhost" || host.endsWith(".localhost");

/**
 * Browsers bind passkeys to a name, not to an address in numbers, and only where the page came over an encrypted
 * connection or from the same machine.
 *
 * @param siteOrigin - where people reach us, such as `https://pin.example.org`
 * @returns what to mend, or null where passkeys can be bound
 * @see WebAuthn Level 3, section 5.1.2; Secure Contexts, section 3.1
 */
export function whyPasskeysCannotBind(siteOrigin: string): string | null {
  const { protocol, hostname, port } = new URL(siteOrigin);
  if (hostname !== "localhost" && isLoopback(hostname)) {
    const here = `${protocol}//localhost${port && `:${port}`}`;
    return `Browsers bind passkeys to a name only, and this site is ${siteOrigin}. Open it as ${here} instead.`;
  }
  const mend = "Set UNLATCH_PUBLIC_URL to its https address";
  if (isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0) {
    return `Browsers bind passkeys to a name only, and this site is ${siteOrigin}. ${mend} with a name.`;
  }
  if (protocol === "https:" || isLocalhost(hostname)) return null;
  return `Browsers make passkeys only over https, and this site is ${siteOrigin}. ${mend}.`;
}
