import { ConfigWrong } from "../config.ts";
import { KekUnavailable, KeyFileUnusable, TokenUnusable } from "../keys/index.ts";
import { NewerDatabase } from "../platform/data-source.ts";
import { StartRefused } from "./start-refused.ts";

/**
 * @returns one line for what the person who started something can do something about; a fault of ours keeps its stack,
 *   for whoever they report it to
 */
export function knownLineOf(fault: unknown): string {
  const known = [ConfigWrong, StartRefused, KeyFileUnusable, TokenUnusable, KekUnavailable];
  if (known.some((kind) => fault instanceof kind)) return (fault as Error).message;
  if (fault instanceof NewerDatabase) return `${fault.message} Start the newer version of Unlatch.`;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
