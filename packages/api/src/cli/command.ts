import type { Application } from "../composition-root.ts";

/** What a command of the command line is run with. */
export interface CommandRun {
  /** The words after the command's name. */
  readonly parts: readonly string[];
  readonly application: Application;
  /** Reads the secret on standard input into one buffer; whoever asked wipes it. */
  readSecret(): Promise<Uint8Array>;
  say(line: string): void;
  /** Where people reach the server, such as `https://pin.example.org`. */
  readonly siteOrigin: string;
}

/** A command of the command line. */
export interface Command {
  readonly name: string;
  /** How it is written, and what it is for. */
  readonly usage: string;
  /** @throws CommandRefused with one line for the person who ran it */
  run(run: CommandRun): Promise<void>;
}

/** A command was not carried out. The message is one line for the person who ran it, without any secret. */
export class CommandRefused extends Error {
  override readonly name = "CommandRefused";
}
