import { codeOf } from "../code-of.mjs";

const names = /\bdes-ede3?\b/i;
const isSource = (path) =>
  /^packages\/[^/]+\/src\/.*\.(ts|vue)$/.test(path) && !/\.test\.ts$|\/test-support\//.test(path);
const mayName = (path) => path === "packages/core/src/keys/encipher.ts";

/** @type {import("../house-rule.d.ts").HouseRule} */
export const tripleDesInOnePlace = {
  name: "only core/keys/encipher names triple DES to the cipher library: whoever removes it has one place to go to",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isSource(path) && !mayName(path))
      .filter(({ text }) => names.test(codeOf(text)))
      .map(({ path }) => `${path} names triple DES to the cipher library.`),
  broken: [{ "packages/api/src/keys/a.ts": `createCipheriv("des-ede3-cbc", key, vector);` }],
  sound: [
    { "packages/core/src/keys/encipher.ts": `const name = "des-ede3";` },
    { "packages/core/src/keys/encipher.test.ts": `"des-ede3"` },
  ],
};
