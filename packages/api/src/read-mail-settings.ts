import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isLoopback } from "./platform/is-loopback.ts";
import type { MailSettings } from "./notices/index.ts";

/** The settings of mail, as variables of the environment. */
export const mailSettingNames = [
  "UNLATCH_SMTP_URL",
  "UNLATCH_SMTP_PASSWORD_FILE",
  "UNLATCH_SMTP_CA_FILE",
  "UNLATCH_MAIL_FROM",
  "UNLATCH_OPERATORS_MAIL",
] as const;

type Given = Partial<Record<(typeof mailSettingNames)[number], string>>;

/** What the settings of mail come to, or a line for each that cannot be used. */
export interface ReadMailSettings {
  readonly mail: MailSettings | null;
  readonly lines: readonly string[];
}

const addressForm = /^[^\s@<>(),;:"\\[\]\p{C}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,188}[\p{L}\p{N}])?$/u;
const longestName = 120;

/**
 * Reads how the host sends mail. The password is the content of a file and is never repeated.
 *
 * @param directory - what relative paths start from
 */
export function readMailSettings(
  environment: NodeJS.ProcessEnv,
  directory: string,
  { publicUrl, organisation }: { publicUrl: URL | null; organisation: string },
): ReadMailSettings {
  const given: Given = Object.fromEntries(mailSettingNames.map((name) => [name, environment[name]?.trim()]));
  const { UNLATCH_SMTP_URL: url } = given;
  const lines: string[] = [];
  if (!url) {
    const spare = mailSettingNames.filter((name) => given[name]);
    return { mail: null, lines: spare.map((name) => `${name}: leave it out, or set UNLATCH_SMTP_URL as well`) };
  }
  const server = serverIn(url, lines);
  const secrets = secretsIn(given, directory, lines);
  const from = given.UNLATCH_MAIL_FROM ?? "";
  if (!addressForm.test(from)) lines.push("UNLATCH_MAIL_FROM: must be a mail address with UNLATCH_SMTP_URL");
  const operators = given.UNLATCH_OPERATORS_MAIL || null;
  if (operators !== null && !addressForm.test(operators)) lines.push("UNLATCH_OPERATORS_MAIL: must be a mail address");
  if (publicUrl === null) {
    lines.push("UNLATCH_PUBLIC_URL: must be set with UNLATCH_SMTP_URL, because the links in mails start with it");
  }
  if (server === null || lines.length > 0) return { mail: null, lines };
  if (server.user !== null && secrets.password === null) {
    return { mail: null, lines: ["UNLATCH_SMTP_PASSWORD_FILE: must be set for the user in UNLATCH_SMTP_URL"] };
  }
  const name = organisation.slice(0, longestName);
  return { mail: { ...server, ...secrets, from: { name, address: from }, operators }, lines: [] };
}

function serverIn(
  url: string,
  lines: string[],
): Pick<MailSettings, "host" | "port" | "isSecure" | "isLocal" | "user"> | null {
  const wrong = () => {
    lines.push("UNLATCH_SMTP_URL: must be smtp://user@host:587 or smtps://user@host:465, without a password");
    return null;
  };
  if (!URL.canParse(url)) return wrong();
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(url);
  const isBare = password === "" && (pathname === "" || pathname === "/") && search === "" && hash === "";
  if (!isBare || hostname === "" || (protocol !== "smtp:" && protocol !== "smtps:")) return wrong();
  const isSecure = protocol === "smtps:";
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    host,
    port: port === "" ? (isSecure ? 465 : 587) : Number(port),
    isSecure,
    isLocal: isLoopback(host),
    user: username === "" ? null : decodeURIComponent(username),
  };
}

function secretsIn(given: Given, directory: string, lines: string[]): Pick<MailSettings, "password" | "authority"> {
  const contentOf = (name: "UNLATCH_SMTP_PASSWORD_FILE" | "UNLATCH_SMTP_CA_FILE"): string | null => {
    const file = given[name];
    if (!file) return null;
    try {
      return readFileSync(resolve(directory, file), "utf8").trim();
    } catch {
      lines.push(`${name}: ${file} cannot be read`);
      return null;
    }
  };
  return { password: contentOf("UNLATCH_SMTP_PASSWORD_FILE"), authority: contentOf("UNLATCH_SMTP_CA_FILE") };
}
