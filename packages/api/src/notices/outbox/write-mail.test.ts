import { expect, test } from "vitest";
import { mailWords } from "./mail-words.ts";
import { type Notice, noticeKinds, type NoticeFacts } from "./notice.ts";
import { writeMail } from "./write-mail.ts";

const site = { organisation: "Nordvik", helpDesk: null, publicUrl: "https://pin.example.org" };
const facts: NoticeFacts = {
  at: "2026-11-24T09:20:12.000Z",
  cardId: "c1",
  cardLabel: "Employee card",
  serialEnding: "4821",
  browser: "Firefox on Windows",
  network: "198.51.100.7",
  linkId: "l1",
  linkUntil: "2026-12-24T09:20:12.000Z",
};
const written = (notice: Notice, changed: Partial<typeof site> = {}) => {
  const at = { ...site, ...changed };
  return writeMail(
    mailWords(notice, at, (id) => `token-of-${id}`),
    at,
    { to: "anna@example.org", id: "n1" },
  );
};

test("a notice of a response says all there is to say in the plain text", () => {
  expect(written({ kind: "RESPONSE_GIVEN", facts }).text)
    .toBe(`A response that unblocks your card Employee card (serial number ending in 4821) was given on 24 November 2026 at 09:20 UTC.

It was asked for with Firefox on Windows from the network address 198.51.100.7.

If this was you, there is nothing to do.

This was not me:
https://pin.example.org/not-me#token-of-l1

The page says first what will happen: unblocking is stopped for this card, you are signed out everywhere, and the help desk is told. The link works until 24 December 2026. Or contact the help desk at once.

-- 
Unlatch never sends challenges, responses or PINs by mail, and never asks for them.
Nordvik · https://pin.example.org
`);
});

test("a response that somebody else asked for says who", () => {
  const { text } = written({ kind: "RESPONSE_GIVEN", facts: { ...facts, by: "help.desk" } });
  expect(text).toContain("It was asked for by help.desk.");
});

test.each(noticeKinds)("%s has a subject, a text and the same in HTML", (kind) => {
  const { subject, text, html, messageId } = written({ kind, facts });
  expect(subject).toMatch(/^[^\n]{10,120} – Nordvik$/);
  expect(text.length).toBeGreaterThan(100);
  expect(html).toContain("</p>");
  expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|\[object/);
  expect(messageId).toBe("<n1@pin.example.org>");
});

test("only a response and an address have a link with a token", () => {
  const withToken = noticeKinds.filter((kind) => written({ kind, facts }).text.includes("token-of"));
  expect(withToken).toEqual(["RESPONSE_GIVEN", "ADDRESS_TO_CONFIRM"]);
});

test("names add no line, no header and no markup", () => {
  const cardLabel = 'X\r\nBcc: evil@example.com\r\n\r\nThis was not me:\nhttps://evil.example <script>"\u202E\u2028';
  const { subject, text, html } = written(
    { kind: "RESPONSE_GIVEN", facts: { ...facts, cardLabel, browser: "<img src=x>\n" } },
    { organisation: "Nord\r\nvik" },
  );
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).not.toMatch(/^Bcc:/m);
  expect(text.match(/^This was not me:$/gm)).toHaveLength(1);
  expect(text).not.toMatch(/[\u202E\u2028]/u);
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain("&lt;script&gt;");
});

test("a notice has no place for bytes", () => {
  const response = new Uint8Array([0x16, 0x03, 0xeb, 0xdf]);
  const carrying = { ...facts, response };
  // @ts-expect-error a response is no fact of a notice
  const notice: Notice = { kind: "RESPONSE_GIVEN", facts: { at: facts.at, response } };
  // @ts-expect-error nor in the place of one
  const disguised: NoticeFacts = { at: facts.at, cardLabel: response };
  expect(written({ ...notice, facts: carrying }).text).not.toMatch(/1603|22,3/i);
  expect(disguised.cardLabel).toBe(response);
});
