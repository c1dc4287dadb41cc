import { readFileSync } from "node:fs";

/** What a report file says, or null where it was not written to its end. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
