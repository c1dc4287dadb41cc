import type { Readable } from "node:stream";
import { composeApplication } from "../composition-root.ts";
import { type Config, readConfig } from "../config.ts";
import { systemClock } from "../platform/clock.ts";
import { systemRandom } from "../platform/random.ts";
import { openInstallation } from "../start/open-installation.ts";
import { openProvider } from "../start/unlock-installation.ts";
import { version } from "../version.ts";
import { addCardCommand } from "./add-card.ts";
import { addUserCommand } from "./add-user.ts";
import { adminCommand } from "./admin.ts";
import { hygieneCommand } from "./hygiene.ts";
import { importCommand } from "./import.ts";
import { keysCommand } from "./keys.ts";
import { type Command, CommandRefused } from "./command.ts";
import { fileOf } from "./file-of.ts";
import { readSecret } from "./read-secret.ts";

const commands: readonly Command[] = [
  addUserCommand,
  addCardCommand,
  adminCommand,
  keysCommand,
  hygieneCommand,
  importCommand,
];

const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version, practiceCards: false } as const;

/** What the command line is run with. */
export interface CommandLine {
  readonly parts: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly input: Readable;
  say(line: string): void;
  /** Shows how far something is. Nowhere when left out. */
  progress?(line: string): void;
}

/**
 * Runs one command on the installation that the settings point to. The server may run beside it.
 *
 * @throws CommandRefused and the like with one line for the person who ran it
 */
export async function runCommandLine(commandLine: CommandLine): Promise<void> {
  const { parts, environment, directory, input, say, progress = () => undefined } = commandLine;
  const [name = "--help", ...rest] = parts;
  if (name === "--help" || name === "help") return say(help());
  if (name === "--version") return say(version);
  const command = commands.find((one) => one.name === name);
  if (!command) throw new CommandRefused(`There is no command ${name}. Run it with --help.`);
  if (rest.includes("--help")) return say(command.usage);
  const config = readConfig(environment, directory);
  const { database, kek } = await openInstallation(config, false);
  try {
    const application = composeApplication({
      database,
      kek,
      clock: systemClock,
      random: systemRandom,
      isStrictCryptography: config.isStrictCryptography,
      mail: config.mail,
      site,
    });
    await command.run({
      parts: rest,
      application,
      readSecret: () => readSecret(input),
      fileOf: (path) => fileOf(path, { directory, input }),
      say,
      progress,
      providerOf: (kind) => openProvider(readConfig({ ...environment, UNLATCH_KEK_PROVIDER: kind }, directory)),
      siteOrigin: siteOriginOf(config),
    });
  } finally {
    await database.close();
    await kek.provider.close();
  }
}

const siteOriginOf = ({ publicUrl, port }: Config) => publicUrl?.origin ?? `http://localhost:${port}`;

function help(): string {
  const lines = commands.map(({ usage }) => `  unlatch ${usage}`);
  return [`Unlatch ${version}. Works beside a running server, with the server's settings.`, "", ...lines].join("\n");
}
