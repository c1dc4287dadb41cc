import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Application, composeApplication } from "../composition-root.ts";
import { type Config, ConfigWrong, isLoopback, type Mode } from "../config.ts";
import { systemClock } from "../platform/clock.ts";
import { type Logger, makeLogger } from "../platform/logger.ts";
import { systemRandom } from "../platform/random.ts";
import { servePracticeCards } from "../demonstration.ts";
import { ownDocumentsIn } from "../http/own-documents.ts";
import { makeServer } from "../server.ts";
import { version } from "../version.ts";
import { addressesOf } from "./addresses.ts";
import { carryOnNotices } from "./carry-on-notices.ts";
import { carryOnRotation } from "./carry-on-rotation.ts";
import { checkDirectories } from "./check-directories.ts";
import { lockDataDirectory, prepareDataDirectory } from "./data-directory.ts";
import { firstStart } from "./first-start.ts";
import { howToSignIn, type WayIn } from "./how-to-sign-in.ts";
import { type OpenInstallation, openInstallation } from "./open-installation.ts";
import { type Say, sayWhenSlow } from "./say-when-slow.ts";
import { StartRefused } from "./start-refused.ts";

/** A server that answers. */
export interface StartedServer {
  /** Takes no new requests, finishes those that are under way, and closes the database. */
  stop(): Promise<void>;
}

/** What is around the server. */
export interface Surroundings {
  /** Where the person who starts it reads. */
  readonly say: Say;
  /** Where the web pages were built to. */
  readonly webDirectory: string;
}

/** Where people reach the server, and what it listens on. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: URL | null;
}

const sweepEveryMs = 60_000;
/** A number that nobody has, so that a demonstration shows where the help desk's stands. */
const inventedHelpDesk = "+1 555 0100";

/**
 * Starts the server as the settings say, and tells how to sign in.
 *
 * @throws StartRefused and its like with one line for the person who started it
 */
export async function startServer(config: Config, surroundings: Surroundings): Promise<StartedServer> {
  const { say, webDirectory } = surroundings;
  prepareDataDirectory(config.dataDirectory);
  const unlock = config.database.dialect === "sqlite" ? lockDataDirectory(config.dataDirectory) : () => undefined;
  const installation = await sayWhenSlow(say, "Preparing the database ...", () => openInstallation(config));
  try {
    const place = placeOf(config, installation.mode);
    const application = applicationOf(config, installation);
    const logger = makeLogger(config.logLevel);
    const accounts = await beginIfNew(config, installation, { application, say });
    const server = await listening({ ...config, webDirectory }, { application, logger, place });
    const stopSweeping = sweep(application, logger);
    const stopChecking = checkDirectories(application, logger, config.directoryCheckSeconds);
    const wayIn = accounts ?? (await wayInTo(config, application, place));
    for (const line of howToSignIn(addressesOf(place), wayIn)) say(line);
    return {
      async stop() {
        await Promise.all([stopSweeping(), stopChecking()]);
        await server.close();
        await installation.database.close();
        await installation.kek.provider.close();
        unlock();
      },
    };
  } catch (fault) {
    await installation.database.close();
    unlock();
    throw fault;
  }
}

function placeOf({ host: wanted, port, publicUrl }: Config, mode: Mode): Place {
  const host = wanted ?? (mode === "demonstration" ? "0.0.0.0" : "127.0.0.1");
  if (mode === "production" && !isLoopback(host) && publicUrl === null) {
    throw new ConfigWrong([
      `UNLATCH_PUBLIC_URL: must be set in production when HOST (${host}) can be reached from the network`,
    ]);
  }
  return { host, port, publicUrl };
}

function applicationOf(
  { organisation, helpDesk, isStrictCryptography, publicUrl, mail }: Config,
  { database, kek, mode }: OpenInstallation,
): Application {
  const isDemonstration = mode === "demonstration";
  return composeApplication({
    database,
    kek,
    clock: systemClock,
    random: systemRandom,
    isStrictCryptography,
    publicUrl: publicUrl?.origin ?? null,
    mail,
    site: {
      organisation,
      helpDesk: helpDesk ?? (isDemonstration ? inventedHelpDesk : null),
      version,
      mode: isDemonstration ? "DEMONSTRATION" : "PRODUCTION",
      practiceCards: isDemonstration,
    },
  });
}

async function beginIfNew(
  config: Config,
  { isNew, mode, kek }: OpenInstallation,
  { application, say }: { application: Application; say: Say },
): Promise<WayIn | null> {
  if (!isNew) return null;
  const file = accountsFileOf(config);
  const begin = () => firstStart({ application, mode, kekId: kek.provider.kekId, accountsFile: file });
  const accounts = await sayWhenSlow(say, "Making the demonstration ...", begin);
  return accounts.length > 0 ? { type: "NewAccounts", accounts, file } : null;
}

async function wayInTo(config: Config, { identity, site }: Application, place: Place): Promise<WayIn> {
  if (site.mode === "DEMONSTRATION") return { type: "AccountsFile", file: accountsFileOf(config) };
  const token = await identity.makeSetUpLink();
  return token === null
    ? { type: "Accounts" }
    : { type: "SetUpLink", link: `${addressesOf(place)[0]}/set-up#${token}` };
}

const accountsFileOf = ({ dataDirectory }: Config) => join(dataDirectory, "demo-accounts.json");

async function listening(
  { trustedProxies, webDirectory, takesAnyDocument }: Config & Pick<Surroundings, "webDirectory">,
  parts: { application: Application; logger: Logger; place: Place },
): Promise<FastifyInstance> {
  const { application, logger, place } = parts;
  const isDemonstration = application.site.mode === "DEMONSTRATION";
  const server = await makeServer({
    application,
    schema: application.schema,
    logger,
    isDemonstration,
    publicUrl: place.publicUrl,
    trustedProxies,
    webDirectory,
    ownDocuments: (takesAnyDocument ?? isDemonstration) ? null : ownDocumentsIn(webDirectory),
    ...(isDemonstration ? { extend: (into) => servePracticeCards(into, application, () => addressesOf(place)) } : {}),
  });
  try {
    await server.listen({ host: place.host, port: place.port });
    return server;
  } catch (fault) {
    await server.close();
    throw refusalToListen(fault as { code?: string }, place);
  }
}

function refusalToListen(fault: { code?: string }, { host, port }: Place): unknown {
  if (fault.code === "EADDRINUSE") return new StartRefused(`Port ${port} is in use. Set PORT to another one.`);
  if (fault.code === "EACCES") return new StartRefused(`Port ${port} needs more rights. Set PORT to one above 1023.`);
  if (fault.code === "EADDRNOTAVAIL" || fault.code === "ENOTFOUND") {
    return new StartRefused(`HOST: ${host} is not an address of this machine.`);
  }
  return fault;
}

/** Closes what was left open and goes on with what was begun, now and every minute. @returns stops it */
function sweep(application: Application, logger: Logger): () => Promise<void> {
  const rotation = carryOnRotation(application, logger);
  const stopNotices = carryOnNotices(application, logger);
  const once = () => {
    application.processes.expireProcesses().catch((fault: unknown) => logger.error({ fault }, "sweep"));
    rotation.ask();
  };
  once();
  const timer = setInterval(once, sweepEveryMs);
  return async () => {
    clearInterval(timer);
    await Promise.all([rotation.stop(), stopNotices()]);
  };
}
