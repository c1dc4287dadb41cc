import { createReadStream, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Readable } from "node:stream";
import { type CommandFile, CommandRefused } from "./command.ts";

/**
 * Opens a file that was named on the command line.
 *
 * @param path - from where the command was run; `-` is standard input
 * @throws CommandRefused when it is no file that can be read
 */
export function fileOf(path: string, at: { readonly directory: string; readonly input: Readable }): CommandFile {
  if (path === "-") return { name: "standard input", size: null, pieces: at.input };
  const file = resolve(at.directory, path);
  try {
    const { size } = statSync(file);
    return { name: basename(file), size, pieces: createReadStream(file, { highWaterMark: 256 * 1024 }) };
  } catch {
    throw new CommandRefused(`There is no file ${path}.`);
  }
}
