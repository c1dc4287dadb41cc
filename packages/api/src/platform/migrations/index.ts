import { FirstTables1764000000000 } from "./0001-first-tables.ts";

/** Every migration, oldest first. The same ones run on both databases. */
export const migrations = [FirstTables1764000000000];
