import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/** How somebody signs in to the demonstration, as its accounts file says it. */
export interface DemonstrationAccount {
  readonly username: string;
  readonly password: string;
  readonly role: "administrator" | "operator" | "auditor" | "self-service user";
}

/**
 * Writes the accounts of a demonstration where its owner finds them again; nobody else may read the file.
 *
 * @param path - replaced as a whole: there is never half a file
 */
export function writeAccountsFile(path: string, accounts: readonly DemonstrationAccount[]): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const file = openSync(unfinished, "wx", 0o600);
  try {
    writeSync(file, `${JSON.stringify(accounts, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** Removes the accounts of a demonstration that came to nothing. */
export function removeAccountsFile(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.new`, { force: true });
}
