import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { type Application, composeApplication } from "../composition-root.ts";
import { makeBeginSession } from "../identity/sessions/begin-session.ts";
import type { UserRecord } from "../identity/index.ts";
import type { MailSettings } from "../notices/index.ts";
import { entitiesFor } from "../entities.ts";
import { createKekFile, type KeyEncryptionKey } from "../keys/index.ts";
import { openDatabase } from "../platform/data-source.ts";
import { makeLogger } from "../platform/logger.ts";
import { systemRandom } from "../platform/random.ts";
import { makeServer, type ServerSettings } from "../server.ts";
import { type SettableClock, settableClock } from "./settable-clock.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  readonly data: Record<string, any> | null; // oxlint-disable-line typescript/no-explicit-any
  readonly errors: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** Somebody who asks over HTTP: signed in as a person, or a stranger. Cookies that come back are kept. */
export interface Caller {
  graphql(document: string, variables?: Record<string, unknown>): Promise<Answer>;
  inject(options: InjectOptions): Promise<Answer>;
  readonly cookies: Map<string, string>;
}

/** The whole API on a real database, asked over HTTP without a port. */
export interface TestApi {
  readonly at: TestDatabase;
  readonly application: Application;
  readonly server: FastifyInstance;
  readonly clock: SettableClock;
  /** Every line the server has logged so far. */
  readonly log: string[];
  /** A caller with a new session of this person. */
  as(user: UserRecord): Promise<Caller>;
  /** A caller without a session. */
  stranger(): Caller;
  /** A second server on the same database, with a database connection of its own. Remove it before the first. */
  replica(): Promise<TestApi>;
  remove(): Promise<void>;
}

/** What a test wants to be otherwise. */
export interface TestApiOptions {
  readonly mode?: "DEMONSTRATION" | "PRODUCTION";
  readonly publicUrl?: string;
  readonly isStrictCryptography?: boolean;
  readonly signInLimits?: {
    perAccountAndAddress: number;
    perAddress: number;
    windowSeconds: number;
    perAccount?: number;
  };
  readonly helpDesk?: string;
  readonly webDirectory?: string;
  readonly ownDocuments?: ReadonlySet<string>;
  /** How mail is sent; none is when left out. */
  readonly mail?: MailSettings;
  /** Put between the application and the server, to make something fail on purpose. */
  readonly changed?: (application: Application) => Application;
  readonly extend?: (server: FastifyInstance, application: Application) => Promise<void>;
}

/** Where a test signs in from when it matters to nobody. */
export const testOrigin = {
  address: "127.0.0.1",
  tokenBefore: null,
  deviceToken: null,
  siteOrigin: "http://localhost:4000",
  browser: null,
} as const;

/** @returns the API as the server runs it, on a new database */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  return served(await testDatabase(), settableClock(), { kek: newKek(), ...options });
}

async function served(
  at: TestDatabase,
  clock: SettableClock,
  options: TestApiOptions & { kek: KeyEncryptionKey },
): Promise<TestApi> {
  const composed = composedFor(at, clock, options);
  const application = options.changed?.(composed) ?? composed;
  const log: string[] = [];
  const server = await makeServer(settingsFor(application, options, log));
  await server.ready();
  const beginSession = makeBeginSession(clock.now, systemRandom);
  return {
    at,
    application,
    server,
    clock,
    log,
    stranger: () => callerOn(server, options),
    async as(user) {
      const begun = await application.unitOfWork.unaudited((sql) =>
        beginSession(sql, user, { ...testOrigin, provedWith: ["PASSWORD"] }),
      );
      const caller = callerOn(server, options);
      caller.cookies.set(options.publicUrl?.startsWith("https:") ? "__Host-unlatch" : "unlatch", begun.token);
      return caller;
    },
    async replica() {
      const database = await openDatabase(at.location, entitiesFor(at.location.dialect));
      return served({ ...at, database, remove: () => database.close() }, clock, options);
    },
    async remove() {
      await server.close();
      await at.remove();
    },
  };
}

function newKek(): KeyEncryptionKey {
  const directory = mkdtempSync(join(tmpdir(), "unlatch-kek-"));
  const kek = createKekFile(join(directory, "kek"), systemRandom);
  rmSync(directory, { recursive: true });
  return kek;
}

function composedFor(
  at: TestDatabase,
  clock: SettableClock,
  options: TestApiOptions & { kek: KeyEncryptionKey },
): Application {
  const { mode = "DEMONSTRATION", signInLimits, isStrictCryptography = false, kek } = options;
  return composeApplication({
    database: at.database,
    clock: clock.now,
    random: systemRandom,
    kek,
    isStrictCryptography,
    site: {
      organisation: "Test",
      helpDesk: options.helpDesk ?? null,
      mode,
      version: "0.0.0",
      practiceCards: mode === "DEMONSTRATION",
    },
    ...(signInLimits ? { signInLimits } : {}),
    ...(options.mail ? { mail: options.mail, publicUrl: options.publicUrl ?? "http://localhost:4000" } : {}),
  });
}

function settingsFor(application: Application, options: TestApiOptions, log: string[]): ServerSettings {
  const { extend } = options;
  return {
    application,
    schema: application.schema,
    logger: makeLogger("debug", { write: (line) => void log.push(line) }),
    isDemonstration: options.mode !== "PRODUCTION",
    publicUrl: options.publicUrl ? new URL(options.publicUrl) : null,
    trustedProxies: [],
    webDirectory: options.webDirectory ?? join(tmpdir(), "unlatch-no-web-pages"),
    ownDocuments: options.ownDocuments ?? null,
    ...(extend ? { extend: (server) => extend(server, application) } : {}),
  };
}

function callerOn(server: FastifyInstance, { publicUrl }: TestApiOptions): Caller {
  const cookies = new Map<string, string>();
  const inject = async (request: InjectOptions): Promise<Answer> => {
    const response = await server.inject({
      ...request,
      headers: { host: publicUrl ? new URL(publicUrl).host : "localhost:4000", ...request.headers },
      cookies: Object.fromEntries(cookies),
    });
    for (const { name, value } of response.cookies) {
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const body = parsed(response.body);
    const { data = null, errors = [] } = body as { data?: null; errors?: [] };
    return { status: response.statusCode, headers: response.headers, text: response.body, data, errors };
  };
  return {
    cookies,
    inject,
    graphql: (query, variables = {}) =>
      inject({
        method: "POST",
        url: "/graphql",
        headers: { accept: "application/graphql-response+json", "content-type": "application/json" },
        payload: { query, variables },
      }),
  };
}

function parsed(body: string): object {
  try {
    return JSON.parse(body) as object;
  } catch {
    return {};
  }
}
