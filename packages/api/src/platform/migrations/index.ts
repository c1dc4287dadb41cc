import { FirstTables1764000000000 } from "./0001-first-tables.ts";
import { KeySources1764300000000 } from "./0003-key-sources.ts";

/** Every migration, oldest first. The same ones run on both databases. */
export const migrations = [FirstTables1764000000000, KeySources1764300000000];
