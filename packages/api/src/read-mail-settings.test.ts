import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readMailSettings } from "./read-mail-settings.ts";

const directory = mkdtempSync(join(tmpdir(), "unlatch-mail-"));
writeFileSync(join(directory, "password"), "s3cret words\n");
writeFileSync(join(directory, "ca.pem"), "-----BEGIN CERTIFICATE-----\n");
afterAll(() => rmSync(directory, { recursive: true }));

const site = { publicUrl: new URL("https://pin.example.org"), organisation: "Nordvik" };
const whole = {
  UNLATCH_SMTP_URL: "smtp://unlatch@mail.example.org",
  UNLATCH_SMTP_PASSWORD_FILE: "password",
  UNLATCH_MAIL_FROM: "pin@example.org",
};
const read = (changed: NodeJS.ProcessEnv = {}, at: Partial<{ publicUrl: URL | null }> = {}) =>
  readMailSettings({ ...whole, ...changed }, directory, { ...site, ...at });

test("without a mail server no mail is sent", () => {
  expect(readMailSettings({ UNLATCH_SMTP_URL: "" }, directory, site)).toEqual({ mail: null, lines: [] });
});

test("mail is sent over STARTTLS on port 587 unless told otherwise, from the organisation", () => {
  expect(read()).toEqual({
    lines: [],
    mail: {
      host: "mail.example.org",
      port: 587,
      isSecure: false,
      isLocal: false,
      user: "unlatch",
      password: "s3cret words",
      authority: null,
      from: { name: "Nordvik", address: "pin@example.org" },
      operators: null,
    },
  });
});

test.each([
  ["smtps://mail.example.org", { port: 465, isSecure: true, user: null }],
  ["smtp://mail.example.org:2525/", { port: 2525, isSecure: false }],
  ["smtp://user%40example.org@mail.example.org", { user: "user@example.org" }],
  ["smtp://127.0.0.1:25", { host: "127.0.0.1", isLocal: true }],
  ["smtp://[::1]:25", { host: "::1", isLocal: true }],
])("%s is understood", (UNLATCH_SMTP_URL, expected) => {
  expect(read({ UNLATCH_SMTP_URL }).mail).toMatchObject(expected);
});

test("operators and a private authority are taken along", () => {
  const { mail } = read({ UNLATCH_OPERATORS_MAIL: "desk@example.org", UNLATCH_SMTP_CA_FILE: "ca.pem" });
  expect(mail).toMatchObject({ operators: "desk@example.org", authority: "-----BEGIN CERTIFICATE-----" });
});

const urlLine = "UNLATCH_SMTP_URL: must be smtp://user@host:587 or smtps://user@host:465, without a password";
test.each([
  [{ UNLATCH_SMTP_URL: "mail.example.org" }, urlLine],
  [{ UNLATCH_SMTP_URL: "http://mail.example.org" }, urlLine],
  [{ UNLATCH_SMTP_URL: "smtp://user:s3cret@mail.example.org" }, urlLine],
  [{ UNLATCH_SMTP_URL: "smtp://mail.example.org?pool=true" }, urlLine],
  [{ UNLATCH_SMTP_PASSWORD_FILE: "" }, "UNLATCH_SMTP_PASSWORD_FILE: must be set for the user in UNLATCH_SMTP_URL"],
  [{ UNLATCH_SMTP_PASSWORD_FILE: "missing" }, "UNLATCH_SMTP_PASSWORD_FILE: missing cannot be read"],
  [{ UNLATCH_SMTP_CA_FILE: "missing" }, "UNLATCH_SMTP_CA_FILE: missing cannot be read"],
  [{ UNLATCH_MAIL_FROM: "" }, "UNLATCH_MAIL_FROM: must be a mail address with UNLATCH_SMTP_URL"],
  [{ UNLATCH_MAIL_FROM: "a@b\r\nBcc: c@d" }, "UNLATCH_MAIL_FROM: must be a mail address with UNLATCH_SMTP_URL"],
  [{ UNLATCH_OPERATORS_MAIL: "desk" }, "UNLATCH_OPERATORS_MAIL: must be a mail address"],
  [{ UNLATCH_SMTP_URL: "" }, "UNLATCH_SMTP_PASSWORD_FILE: leave it out, or set UNLATCH_SMTP_URL as well"],
])("%j is refused in one line without the secret", (changed, line) => {
  const { mail, lines } = read(changed);
  expect(mail).toBeNull();
  expect(lines).toContain(line);
  expect(lines.join("\n")).not.toContain("s3cret");
});

test("the links need to know where people reach the server", () => {
  expect(read({}, { publicUrl: null }).lines).toEqual([
    "UNLATCH_PUBLIC_URL: must be set with UNLATCH_SMTP_URL, because the links in mails start with it",
  ]);
});
