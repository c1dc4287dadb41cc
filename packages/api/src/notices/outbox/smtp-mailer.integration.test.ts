import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { selfSigned } from "../../test-support/self-signed.ts";
import type { MailSettings } from "./mail-settings.ts";
import { makeSmtpMailer } from "./smtp-mailer.ts";

let secure: MailServer;
let inClear: MailServer;
beforeAll(async () => {
  [secure, inClear] = await Promise.all([mailServer(), mailServer({ offersTls: false })]);
});
afterAll(() => {
  secure.stop();
  inClear.stop();
});

const mail = {
  to: "anna@example.org",
  subject: "A subject",
  text: "Words.\n",
  html: "<p>Words.</p>",
  messageId: "<1@example.org>",
};
const sent = (settings: MailSettings, changed: Partial<typeof mail> = {}) =>
  makeSmtpMailer(settings).send({ ...mail, ...changed });

test("mail goes out over STARTTLS with the user's password", async () => {
  expect(await sent(secure.settings)).toEqual({ type: "Mailed" });
  await expect.poll(() => secure.received.at(-1)).toMatchObject({ wasSecure: true, user: "unlatch" });
  const { mail: received, raw } = secure.received.at(-1)!;
  expect(received).toMatchObject({
    subject: "A subject",
    messageId: "<1@example.org>",
    text: expect.stringMatching(/^Words\.\s*$/),
  });
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
});

test("a certificate that nobody vouches for is not talked to", async () => {
  const settings = { ...secure.settings, authority: selfSigned().certificate };
  expect(await sent(settings)).toMatchObject({ type: "MailTroubled", isFinal: false });
});

test("a server elsewhere that offers no TLS gets no mail and no password", async () => {
  expect(await sent({ ...inClear.settings, authority: null })).toMatchObject({
    type: "MailTroubled",
    trouble: "ETLS 500",
  });
  expect(inClear.received).toEqual([]);
});

test("a server on this machine may do without TLS", async () => {
  const settings = { ...inClear.settings, isLocal: true, authority: null, user: null };
  expect(await sent(settings)).toEqual({ type: "Mailed" });
  await expect.poll(() => inClear.received.at(-1)).toMatchObject({ wasSecure: false });
});

test("a wrong password is a trouble that may pass, and is repeated nowhere", async () => {
  const mailed = await sent({ ...secure.settings, password: "a wrong password" });
  expect(mailed).toEqual({ type: "MailTroubled", trouble: "EAUTH 535", isFinal: false });
});

test("an address that does not exist is final, a busy one is not, and neither is repeated", async () => {
  expect(await sent(secure.settings, { to: "x@nobody.example" })).toEqual({
    type: "MailTroubled",
    trouble: "EENVELOPE 550",
    isFinal: true,
  });
  expect(await sent(secure.settings, { to: "x@busy.example" })).toEqual({
    type: "MailTroubled",
    trouble: "EENVELOPE 451",
    isFinal: false,
  });
});

test("nobody who listens there is a trouble that may pass", async () => {
  expect(await sent({ ...secure.settings, port: 1 })).toMatchObject({ type: "MailTroubled", isFinal: false });
});

test("a name or a subject with line breaks adds no header and no recipient", async () => {
  const settings = {
    ...secure.settings,
    from: { name: "Test\r\nBcc: evil@example.com", address: "unlatch@example.org" },
  };
  const subject = "Your card\r\nBcc: evil@example.com\r\n\r\nbody";
  expect(await sent(settings, { subject, messageId: "<2@example.org>" })).toEqual({ type: "Mailed" });
  await expect.poll(() => secure.received.at(-1)?.mail.messageId).toBe("<2@example.org>");
  const { to, mail: received } = secure.received.at(-1)!;
  expect(to).toEqual(["anna@example.org"]);
  expect(received.headers.map(({ key }) => key)).not.toContain("bcc");
});
