import { FirstTables1764000000000 } from "./0001-first-tables.ts";
import { DataKeys1764100000000 } from "./0002-data-keys.ts";
import { KeySources1764300000000 } from "./0003-key-sources.ts";
import { Imports1764400000000 } from "./0004-imports.ts";
import { Guards1764500000000 } from "./0005-guards.ts";
import { Proof1764600000000 } from "./0006-proof.ts";
import { SignInMethods1764700000000 } from "./0007-sign-in-methods.ts";
import { Notices1764800000000 } from "./0008-notices.ts";
import { Access1764900000000 } from "./0009-access.ts";

/** Every migration, oldest first. The same ones run on both databases. */
export const migrations = [
  FirstTables1764000000000,
  DataKeys1764100000000,
  KeySources1764300000000,
  Imports1764400000000,
  Guards1764500000000,
  Proof1764600000000,
  SignInMethods1764700000000,
  Notices1764800000000,
  Access1764900000000,
];
