const source = "^packages/core/src/";
const tests = "(\\.test\\.ts$|/test-support/)";
const cipherRooms = "^packages/core/src/(challenge/respond\\.ts$|keys/)";

/**
 * The arrows that leave packages/core: none, but for the ciphers of two rooms.
 *
 * @type {readonly import("./rule.d.ts").ImportRule[]}
 */
export const coreRules = [
  {
    name: "core-imports-no-package",
    comment: "core is pure: it imports neither a package nor another part of Unlatch.",
    from: { path: source, pathNot: tests },
    to: { pathNot: source, dependencyTypesNot: ["core"] },
    probe: { file: "packages/core/src/lifecycle/probe-package.ts", source: `import "fast-check";` },
  },
  {
    name: "core-ciphers-only-in-their-rooms",
    comment: "Only challenge/respond and keys/ may import from Node.js; the rest of core runs in a browser.",
    from: { path: source, pathNot: [tests, cipherRooms] },
    to: { dependencyTypes: ["core"] },
    probe: { file: "packages/core/src/process/probe-cipher.ts", source: `import "node:crypto";` },
  },
  {
    name: "core-ciphers-need-crypto-only",
    comment: "challenge/respond and keys/ import node:crypto and nothing else of Node.js.",
    from: { path: cipherRooms, pathNot: tests },
    to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    probe: { file: "packages/core/src/keys/probe-file.ts", source: `import "node:fs";` },
  },
  {
    name: "core-knows-no-key-outside-its-rooms",
    comment: "Admin keys stay in challenge/respond and keys/: no other part of core reaches for them.",
    from: { path: source, pathNot: [tests, cipherRooms] },
    to: { path: cipherRooms },
    probe: {
      file: "packages/core/src/access/probe-key.ts",
      source: `import "../challenge/respond.ts";`,
      anchors: ["packages/core/src/challenge/respond.ts"],
    },
  },
];
