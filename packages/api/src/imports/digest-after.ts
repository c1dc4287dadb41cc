import { createHash } from "node:crypto";
import type { FileRow } from "./import-batches.ts";

/**
 * The digest of a file's rows so far, over their numbers and serial numbers: nothing of a key is in it.
 *
 * @param before - the digest of the rows before these; empty at the beginning
 * @returns 64 hex digits
 */
export function digestAfter(before: string, rows: readonly FileRow[]): string {
  const hash = createHash("sha256").update(before);
  for (const { number, keptSerialNumber } of rows) hash.update(`\n${number} ${keptSerialNumber ?? ""}`);
  return hash.digest("hex");
}
