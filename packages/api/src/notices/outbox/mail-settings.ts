/** How the host sends mail. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise the connection is made secure by STARTTLS. */
  readonly isSecure: boolean;
  /** Whether the mail server is on this machine. */
  readonly isLocal: boolean;
  readonly user: string | null;
  readonly password: string | null;
  /** Certificates (PEM) that the mail server's is checked against, instead of the usual ones. */
  readonly authority: string | null;
  readonly from: { readonly name: string; readonly address: string };
  /** Where operators read mail; null: they are told on the pages only. */
  readonly operators: string | null;
}
