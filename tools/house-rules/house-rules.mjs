import { browserKeepsNothing } from "./rules/browser-keeps-nothing.mjs";
import { decisionRecords } from "./rules/decision-records.mjs";
import { documentedExports } from "./rules/documented-exports.mjs";
import { fileLength } from "./rules/file-length.mjs";
import { namedTypes } from "./rules/named-types.mjs";
import { nothingLocal } from "./rules/nothing-local.mjs";
import { ownNames } from "./rules/own-names.mjs";
import { plainLockFile } from "./rules/plain-lock-file.mjs";
import { pureCore } from "./rules/pure-core.mjs";
import { serverInOnePlace } from "./rules/server-in-one-place.mjs";
import { shortFunctions } from "./rules/short-functions.mjs";
import { tripleDesInOnePlace } from "./rules/triple-des-in-one-place.mjs";

/** Every rule of the house that is checked by reading the files. */
export const houseRules = [
  fileLength,
  shortFunctions,
  documentedExports,
  ownNames,
  namedTypes,
  pureCore,
  browserKeepsNothing,
  serverInOnePlace,
  nothingLocal,
  plainLockFile,
  decisionRecords,
  tripleDesInOnePlace,
];
