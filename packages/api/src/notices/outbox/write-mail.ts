import { type MailSite, type MailWords } from "./mail-words.ts";

/** A mail as it is handed to the mail server. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same notice, so that a mail that comes twice is known for the same. */
  readonly messageId: string;
}

const promise = "Unlatch never sends challenges, responses or PINs by mail, and never asks for them.";

/** Lays a mail out as plain text and as simple HTML that loads nothing. */
export function writeMail(words: MailWords, site: MailSite, { to, id }: { to: string; id: string }): Mail {
  const { organisation, publicUrl } = site;
  const signature = [promise, `${organisation} · ${publicUrl}`];
  const action = words.action && { ...words.action, address: `${publicUrl}${words.action.path}` };
  const text = [
    ...words.paragraphs.map(oneLine),
    ...(action ? [`${oneLine(action.label)}:\n${action.address}`, oneLine(action.note)] : []),
    `-- \n${signature.map(oneLine).join("\n")}`,
  ];
  const html = [
    ...words.paragraphs.map(paragraph),
    ...(action
      ? [`<p><a href="${escaped(action.address)}">${escaped(action.label)}</a></p>`, paragraph(action.note)]
      : []),
    `<hr><p>${signature.map(oneLine).map(escaped).join("<br>")}</p>`,
  ];
  return {
    to,
    subject: oneLine(`${words.subject} – ${organisation}`),
    text: `${text.join("\n\n")}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5">${html.join("\n")}</body></html>\n`,
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
  };
}

const paragraph = (text: string) => `<p>${escaped(oneLine(text))}</p>`;

/** Names are other people's words: no line break, no control and no invisible character of theirs gets into a mail. */
const oneLine = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
