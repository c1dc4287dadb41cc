const mostLines = 250;
const isCode = (path) => /\.(ts|mjs|cjs|vue)$/.test(path);
const isFree = (path) =>
  /\.(test|spec)\.ts$|\/migrations\/|\/generated\/|\/vectors?[./]|\/card-types\.ts$|\/process\/definitions\//.test(
    path,
  );

/** @type {import("../house-rule.d.ts").HouseRule} */
export const fileLength = {
  name: "a file has at most 250 lines (tests, tables of data, migrations and generated files are free)",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isCode(path) && !isFree(path))
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > mostLines)
      .map(({ path, lines }) => `${path} has ${lines} lines.`),
  broken: [
    { "packages/api/src/cards/long.ts": "\n".repeat(251) },
    { "packages/web/src/views/Long.vue": "\n".repeat(251) },
  ],
  sound: [
    { "packages/api/src/cards/right.ts": "\n".repeat(250), "packages/api/src/cards/long.test.ts": "\n".repeat(400) },
  ],
};
