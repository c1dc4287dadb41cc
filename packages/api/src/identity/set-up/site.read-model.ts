import type { Site } from "./site.types.ts";

/** What the host set, and what does not change while the server runs. */
export type SiteFacts = Omit<Site, "needsSetUp">;

/**
 * @param hasAdministrator - asked until there is one: an installation never loses its last administrator
 * @returns what everybody may know of the installation
 */
export const makeSiteReadModel = (facts: SiteFacts, hasAdministrator: () => Promise<boolean>) => {
  let isSetUp = facts.mode === "DEMONSTRATION";
  return async (): Promise<Site> => {
    isSetUp ||= await hasAdministrator();
    return { ...facts, needsSetUp: !isSetUp };
  };
};
