import type { Application } from "../composition-root.ts";
import type { KeyProvider } from "../keys/index.ts";

/** A file that was named on the command line. */
export interface CommandFile {
  readonly name: string;
  /** In bytes; null: not known before it is read. */
  readonly size: number | null;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** What a command of the command line is run with. */
export interface CommandRun {
  /** The words after the command's name. */
  readonly parts: readonly string[];
  readonly application: Application;
  /** Reads the secret on standard input into one buffer; whoever asked wipes it. */
  readSecret(): Promise<Uint8Array>;
  /** Opens a file by its path, from where the command was run; `-` is standard input. */
  fileOf(path: string): CommandFile;
  say(line: string): void;
  /** Shows how far something long is: on a terminal in one line that is written over. */
  progress(line: string): void;
  /** Another keeper of key-encryption keys than the settings name; whoever asks closes it. */
  providerOf(kind: "file" | "pkcs11"): Promise<KeyProvider>;
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
