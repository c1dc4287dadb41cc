import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { TokenPlace } from "../keys/providers/pkcs11-sessions.ts";

/** A token in software, of SoftHSM2. */
export interface SoftToken {
  readonly place: TokenPlace;
  /** What a process needs in its environment to find the token. */
  readonly environment: Readonly<Record<string, string>>;
}

const modules = [
  process.env["SOFTHSM2_MODULE"] ?? "",
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
  "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
  "/usr/lib64/pkcs11/libsofthsm2.so",
  "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

/**
 * Makes a token in a directory of its own, and points this process to it.
 *
 * @returns null where SoftHSM2 is not installed, or pkcs11js is not built
 */
export function softToken(directory: string): SoftToken | null {
  const module = modules.find((path) => path !== "" && existsSync(path));
  if (module === undefined || !isPackageBuilt()) return null;
  const tokens = join(directory, "tokens");
  const settings = join(directory, "softhsm2.conf");
  const pinFile = join(directory, "pin");
  mkdirSync(tokens, { recursive: true });
  writeFileSync(settings, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  writeFileSync(pinFile, "5813-2746\n", { mode: 0o600 });
  process.env["SOFTHSM2_CONF"] = settings;
  const options = ["--init-token", "--free", "--label", "unlatch", "--so-pin", "9147-6620", "--pin", "5813-2746"];
  execFileSync("softhsm2-util", options, { stdio: "ignore" });
  return { place: { module, tokenLabel: "unlatch", pinFile }, environment: { SOFTHSM2_CONF: settings } };
}

function isPackageBuilt(): boolean {
  try {
    createRequire(import.meta.url)("pkcs11js");
    return true;
  } catch {
    return false;
  }
}
