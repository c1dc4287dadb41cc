import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../run/project.mjs";

/** graphql-js as the server has it: the tools bring no second one. */
export const graphql = createRequire(join(root, "packages/api/package.json"))("graphql");
