import { createTransport } from "nodemailer";
import type { MailSettings } from "./mail-settings.ts";
import type { Mailed, Mailer } from "./mailer.ts";

const secondMs = 1000;

/**
 * Speaks SMTP with the mail server of the host: only over TLS with a certificate that is checked, unless it is on this
 * machine.
 */
export function makeSmtpMailer(settings: MailSettings): Mailer {
  const { host, port, isSecure, isLocal, user, password, authority, from } = settings;
  const isInClear = isLocal && !isSecure && authority === null;
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !isInClear,
    ignoreTLS: isInClear,
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    tls: { minVersion: "TLSv1.2", ...(authority === null ? {} : { ca: authority }) },
    connectionTimeout: 10 * secondMs,
    greetingTimeout: 10 * secondMs,
    socketTimeout: 20 * secondMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    async send({ to, ...mail }): Promise<Mailed> {
      const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
      const addresses = { from, to: { name: "", address: to }, envelope: { from: from.address, to: [to] } };
      try {
        await transport.sendMail({ ...mail, ...addresses, headers, textEncoding: "quoted-printable" });
        return { type: "Mailed" };
      } catch (fault) {
        return troubled(fault);
      }
    },
  };
}

/** An answer of the server can repeat the address: only its number, or the name of the fault, is told. */
function troubled(fault: unknown): Mailed {
  const { code, responseCode } = fault as { code?: unknown; responseCode?: unknown };
  const name = typeof code === "string" && /^[A-Z_]{1,32}$/.test(code) ? code : "UNKNOWN";
  if (typeof responseCode !== "number") return { type: "MailTroubled", trouble: name, isFinal: false };
  return {
    type: "MailTroubled",
    trouble: `${name} ${responseCode}`,
    isFinal: name === "EENVELOPE" && responseCode >= 500,
  };
}
