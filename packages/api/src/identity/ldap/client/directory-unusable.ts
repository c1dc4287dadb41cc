/** What is done with a directory, in this order. */
export const directorySteps = ["CONNECT", "TLS", "BIND", "BASE", "FILTER", "ATTRIBUTES", "GROUP"] as const;

/** One thing that is done with a directory. */
export type DirectoryStep = (typeof directorySteps)[number];

/** A directory that cannot be asked just now, or not with these settings. Says nothing that the directory said. */
export class DirectoryUnusable extends Error {
  override readonly name = "DirectoryUnusable";

  /**
   * @param step - how far it went
   * @param mend - what to do about it, for an administrator
   */
  constructor(
    readonly step: DirectoryStep,
    readonly mend: string,
  ) {
    super(`${step}: ${mend}`);
  }
}
