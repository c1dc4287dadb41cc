import type { Readable } from "node:stream";
import { wipe } from "@unlatch/core/bytes";
import { CommandRefused } from "./command.ts";

const longest = 4096;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads a secret from a stream to its end or to the end of its first line, into one buffer and nowhere else.
 *
 * @returns the bytes without the line's end; the caller wipes them
 * @throws CommandRefused when there is nothing, or more than any secret has
 */
export async function readSecret(stream: Readable): Promise<Uint8Array> {
  const buffer = new Uint8Array(longest);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const line = chunk.indexOf(lineFeed);
    const part = line === -1 ? chunk : chunk.subarray(0, line);
    if (length + part.length > longest) throw new CommandRefused(`Standard input has more than ${longest} bytes.`);
    buffer.set(part, length);
    length += part.length;
    wipe(chunk);
    if (line !== -1) break;
  }
  if (length > 0 && buffer[length - 1] === carriageReturn) length -= 1;
  if (length === 0) throw new CommandRefused("There is nothing on standard input.");
  return buffer.subarray(0, length);
}
