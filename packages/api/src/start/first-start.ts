import type { Application } from "../composition-root.ts";
import type { Mode } from "../config.ts";
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
export async function firstStart({ application, mode, kekId }: FirstStart): Promise<readonly PrintedAccount[]> {
  const { unitOfWork, clock } = application;
  const installation = { mode, kekId, createdAt: clock() };
  await unitOfWork.unaudited((sql) => installationRepository(sql).add(installation));
  return [];
}
