import manifest from "../package.json" with { type: "json" };

/** The version of Unlatch that this is. */
export const version: string = manifest.version;
