import type { Mail } from "./write-mail.ts";

/** What came of handing a mail to the mail server. */
export type Mailed =
  | { readonly type: "Mailed" }
  /** It was not taken. `isFinal`: this address is none, and trying again does not help. */
  | { readonly type: "MailTroubled"; readonly trouble: string; readonly isFinal: boolean };

/** Hands mails to a mail server. Never throws: what goes wrong is told by a short word that names nobody. */
export interface Mailer {
  send(mail: Mail): Promise<Mailed>;
}
