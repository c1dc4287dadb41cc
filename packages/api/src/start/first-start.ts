import type { Application } from "../composition-root.ts";
import type { Mode } from "../config.ts";
import { fillDemonstration } from "../demonstration.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import type { PrintedAccount } from "./how-to-sign-in.ts";

/** What a new installation is begun with. */
export interface FirstStart {
  readonly application: Application;
  readonly mode: Mode;
  readonly kekId: string;
  /** Where the accounts of a demonstration are kept. */
  readonly accountsFile: string;
}

/**
 * Makes a new installation what it is going to be.
 *
 * @returns the accounts of a demonstration, to be shown once; none in production
 */
export async function firstStart(begun: FirstStart): Promise<readonly PrintedAccount[]> {
  const { application, mode, kekId, accountsFile } = begun;
  const { unitOfWork, clock } = application;
  if (mode === "demonstration") return fillDemonstration(application, { kekId, accountsFile });
  await unitOfWork.unaudited((sql) => installationRepository(sql).add({ mode, kekId, createdAt: clock() }));
  return [];
}
