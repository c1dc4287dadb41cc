import { FirstTables1764000000000 } from "./0001-first-tables.ts";
import { Proof1764000600000 } from "./0006-proof.ts";

/** Every migration, oldest first. The same ones run on both databases. */
export const migrations = [FirstTables1764000000000, Proof1764000600000];
