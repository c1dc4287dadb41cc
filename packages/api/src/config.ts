import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import type { MailSettings } from "./notices/index.ts";
import type { DatabaseLocation } from "./platform/data-source.ts";
import { isLoopback } from "./platform/is-loopback.ts";
import { logLevels } from "./platform/logger.ts";
import { readMailSettings } from "./read-mail-settings.ts";

export { isLoopback } from "./platform/is-loopback.ts";

/** Whether an installation is for trying or for work. */
export type Mode = "demonstration" | "production";

/** What the host decides. */
export interface Config {
  /** null when the host left it open: then it is what the installation has been so far. */
  readonly mode: Mode | null;
  readonly dataDirectory: string;
  readonly keyFile: string;
  /** Who keeps the key-encryption key. */
  readonly keyProvider: KeyProviderSettings;
  readonly database: DatabaseLocation;
  readonly port: number;
  /** null when left open: then it depends on the mode. */
  readonly host: string | null;
  readonly publicUrl: URL | null;
  readonly organisation: string;
  readonly helpDesk: string | null;
  readonly logLevel: string;
  readonly trustedProxies: readonly string[];
  /** Whether 3DES is refused, for new profiles and for responses. */
  readonly isStrictCryptography: boolean;
  /** Whether browsers may send any document; null when left open: then it depends on the mode. */
  readonly takesAnyDocument: boolean | null;
  /** How mail is sent; null: none is. */
  readonly mail: MailSettings | null;
  /** How often people who came from a directory are looked for in it. */
  readonly directoryCheckSeconds: number;
}

/** Who keeps the key-encryption key: the key file, or a token behind a PKCS#11 module of the host. */
export type KeyProviderSettings =
  | { readonly kind: "file" }
  | { readonly kind: "pkcs11"; readonly module: string; readonly tokenLabel: string; readonly pinFile: string };

/** Settings that cannot be used: one line for each. */
export class ConfigWrong extends Error {
  override readonly name = "ConfigWrong";

  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

const filled = (value: unknown) => (value === "" ? undefined : value);
const text = (longest: number) => z.string().trim().min(1).max(longest);

const formOf: Readonly<Record<string, string>> = {
  PORT: "a number from 1 to 65535",
  UNLATCH_DIRECTORY_CHECK_SECONDS: "a number from 10 to 86400",
  HOST: "the name or address to listen on",
  UNLATCH_ORGANISATION: "a text of 1 to 120 characters",
  UNLATCH_HELP_DESK: "a text of 1 to 200 characters",
};

const settings = z.object({
  UNLATCH_MODE: z.preprocess(
    filled,
    z.enum(["demonstration", "production"], "must be demonstration or production").optional(),
  ),
  UNLATCH_DATA_DIR: z.preprocess(filled, z.string().default("./data")),
  UNLATCH_KEY_FILE: z.preprocess(filled, z.string().optional()),
  UNLATCH_KEK_PROVIDER: z.preprocess(filled, z.enum(["file", "pkcs11"], "must be file or pkcs11").default("file")),
  UNLATCH_PKCS11_MODULE: z.preprocess(filled, z.string().optional()),
  UNLATCH_PKCS11_TOKEN_LABEL: z.preprocess(filled, text(32).optional()),
  UNLATCH_PKCS11_PIN_FILE: z.preprocess(filled, z.string().optional()),
  DATABASE_URL: z.preprocess(
    filled,
    z
      .string()
      .regex(/^postgres(ql)?:\/\/[^\s/]+\/[^\s]+$/, "must be postgres://user:password@host:port/database")
      .optional(),
  ),
  PORT: z.preprocess(filled, z.coerce.number().int().min(1).max(65_535).default(4000)),
  HOST: z.preprocess(filled, text(255).optional()),
  UNLATCH_PUBLIC_URL: z.preprocess(
    filled,
    z.string().refine(isPublicUrl, "must be https://host, without a path").optional(),
  ),
  UNLATCH_ORGANISATION: z.preprocess(filled, text(120).default("Unlatch")),
  UNLATCH_HELP_DESK: z.preprocess(filled, text(200).optional()),
  UNLATCH_LOG_LEVEL: z.preprocess(filled, z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info")),
  UNLATCH_STRICT_CRYPTOGRAPHY: z.preprocess(filled, z.enum(["on", "off"], "must be on or off").default("off")),
  UNLATCH_AD_HOC_DOCUMENTS: z.preprocess(filled, z.enum(["on", "off"], "must be on or off").optional()),
  UNLATCH_DIRECTORY_CHECK_SECONDS: z.preprocess(filled, z.coerce.number().int().min(10).max(86_400).default(300)),
  UNLATCH_TRUSTED_PROXIES: z.preprocess(filled, z.string().default("")),
});

/**
 * Reads the settings.
 *
 * @param environment - the process's own
 * @param directory - what relative paths start from: where the command was run
 * @throws ConfigWrong with one line for each setting that cannot be used; a secret's value is in none
 */
export function readConfig(environment: NodeJS.ProcessEnv, directory: string): Config {
  const given = settings.safeParse({ ...environment, DATABASE_URL: databaseUrl(environment, directory) });
  if (!given.success) throw new ConfigWrong(given.error.issues.map(lineOf));
  const { data } = given;
  const dataDirectory = resolve(directory, data.UNLATCH_DATA_DIR);
  const publicUrl = data.UNLATCH_PUBLIC_URL ? new URL(data.UNLATCH_PUBLIC_URL) : null;
  return {
    mode: data.UNLATCH_MODE ?? null,
    dataDirectory,
    keyFile: resolve(directory, data.UNLATCH_KEY_FILE ?? resolve(dataDirectory, "unlatch.key")),
    keyProvider: keyProviderIn(data, directory),
    database: data.DATABASE_URL
      ? { dialect: "postgres", url: data.DATABASE_URL }
      : { dialect: "sqlite", file: resolve(dataDirectory, "unlatch.sqlite") },
    port: data.PORT,
    host: data.HOST ?? null,
    publicUrl,
    organisation: data.UNLATCH_ORGANISATION,
    helpDesk: data.UNLATCH_HELP_DESK ?? null,
    logLevel: data.UNLATCH_LOG_LEVEL,
    trustedProxies: data.UNLATCH_TRUSTED_PROXIES.split(/[\s,]+/).filter((address) => address !== ""),
    isStrictCryptography: data.UNLATCH_STRICT_CRYPTOGRAPHY === "on",
    takesAnyDocument: data.UNLATCH_AD_HOC_DOCUMENTS ? data.UNLATCH_AD_HOC_DOCUMENTS === "on" : null,
    mail: mailIn(environment, directory, { publicUrl, organisation: data.UNLATCH_ORGANISATION }),
    directoryCheckSeconds: data.UNLATCH_DIRECTORY_CHECK_SECONDS,
  };
}

function mailIn(...given: Parameters<typeof readMailSettings>): MailSettings | null {
  const { mail, lines } = readMailSettings(...given);
  if (lines.length > 0) throw new ConfigWrong(lines);
  return mail;
}

function keyProviderIn(data: z.infer<typeof settings>, directory: string): KeyProviderSettings {
  if (data.UNLATCH_KEK_PROVIDER === "file") return { kind: "file" };
  const {
    UNLATCH_PKCS11_MODULE: module,
    UNLATCH_PKCS11_TOKEN_LABEL: tokenLabel,
    UNLATCH_PKCS11_PIN_FILE: pinFile,
  } = data;
  const missing = Object.entries({
    UNLATCH_PKCS11_MODULE: module,
    UNLATCH_PKCS11_TOKEN_LABEL: tokenLabel,
    UNLATCH_PKCS11_PIN_FILE: pinFile,
  }).flatMap(([name, value]) => (value === undefined ? [`${name}: must be set with UNLATCH_KEK_PROVIDER=pkcs11`] : []));
  if (!module || !tokenLabel || !pinFile) throw new ConfigWrong(missing);
  return { kind: "pkcs11", module: resolve(directory, module), tokenLabel, pinFile: resolve(directory, pinFile) };
}

function isPublicUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(address);
  const isBare = pathname === "/" && search === "" && hash === "" && username === "";
  return isBare && (protocol === "https:" || (protocol === "http:" && isLoopback(hostname)));
}

/** The address of the database holds a password, so it may also be the content of a file. */
function databaseUrl(environment: NodeJS.ProcessEnv, directory: string): string | undefined {
  const file = environment["DATABASE_URL_FILE"];
  if (!file) return environment["DATABASE_URL"];
  if (environment["DATABASE_URL"]) {
    throw new ConfigWrong(["DATABASE_URL_FILE: leave it out when DATABASE_URL is set, or the other way round"]);
  }
  try {
    return readFileSync(resolve(directory, file), "utf8").trim();
  } catch {
    throw new ConfigWrong([`DATABASE_URL_FILE: ${file} cannot be read`]);
  }
}

function lineOf({ path, message }: z.core.$ZodIssue): string {
  const name = String(path[0]);
  return `${name}: ${message.startsWith("must ") ? message : `must be ${formOf[name] ?? "a text"}`}`;
}
