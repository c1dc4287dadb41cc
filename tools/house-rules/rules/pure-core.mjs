import { codeOf } from "../code-of.mjs";

const impure =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.|randomBytes|randomUUID|randomInt|getRandomValues|Buffer\b|process\.(?!symbolicName|id\b|state\b|expiresAt|answeredAt|cardId|challengeFingerprint)\w+|setTimeout|setInterval|fetch\(|console\.|globalThis)/;
const isCore = (path) => path.startsWith("packages/core/src/") && !/\.test\.ts$|\/test-support\//.test(path);

/** @type {import("../house-rule.d.ts").HouseRule} */
export const pureCore = {
  name: "core has no clock, no randomness, no input and no output",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isCore(path))
      .flatMap(({ path, text }) =>
        codeOf(text)
          .split("\n")
          .flatMap((line, index) => (impure.test(line) ? [`${path}:${index + 1} is not pure: ${line.trim()}`] : [])),
      ),
  broken: [
    { "packages/core/src/clock.ts": "export const now = () => Date.now();" },
    { "packages/core/src/date.ts": "export const today = () => new Date();" },
    { "packages/core/src/random.ts": "export const dice = () => Math.random();" },
    { "packages/core/src/bytes.ts": "export const bytes = Buffer.from([]);" },
    { "packages/core/src/keys/nonce.ts": `import { randomBytes } from "node:crypto";` },
    { "packages/core/src/environment.ts": "export const mode = process.env.MODE;" },
  ],
  sound: [
    {
      "packages/core/src/comment.ts":
        "// Date.now is the caller's\n/** not Math.random */\nexport const later = (at: Date) => new Date(at.getTime() + 1);",
    },
    { "packages/core/src/dice.test.ts": "Math.random();" },
  ],
};
