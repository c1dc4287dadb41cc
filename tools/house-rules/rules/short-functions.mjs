import ts from "typescript";

const mostLines = 30;
const isCode = (path) => /^(packages\/[^/]+\/src|tools)\/.*\.(ts|mjs)$/.test(path);
const isFree = (path) => /\.(test|entity|d)\.(ts|mjs)$|\/(migrations|generated|test-support)\//.test(path);

/**
 * A function's own lines: those with code that are not part of a function inside it. What only puts functions together,
 * such as a repository with its verbs, is as short as it reads.
 *
 * @type {import("../house-rule.d.ts").HouseRule}
 */
export const shortFunctions = {
  name: `a function has at most ${mostLines} lines of its own`,
  findingsIn: (files) =>
    files
      .filter(({ path, text }) => isCode(path) && !isFree(path) && text.split("\n").length > mostLines)
      .flatMap(({ path, text }) =>
        longFunctionsIn(path, text).map(({ line, count }) => `${path}:${line} begins a function of ${count} lines.`),
      ),
  broken: [
    { "packages/api/src/cards/long.ts": `export function long() {\n${"  step();\n".repeat(31)}}\n` },
    {
      "packages/api/src/cards/inner.ts": `const outer = () => {\n  const inner = () => {\n${"    step();\n".repeat(31)}  };\n};\n`,
    },
  ],
  sound: [
    { "packages/api/src/cards/right.ts": `export function right() {\n${"  step();\n".repeat(28)}}\n${"\n".repeat(9)}` },
    {
      "packages/api/src/cards/verbs.ts": `const verbs = () => ({\n${Array.from({ length: 4 }, (_, at) => `  verb${at}() {\n${"    step();\n".repeat(10)}  },\n`).join("")}});\n`,
    },
    { "packages/api/src/cards/comments.ts": `function told() {\n${"  // a reason\n\n".repeat(31)}}\n` },
  ],
};

function longFunctionsIn(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const codeLines = linesWithCode(file);
  const found = [];
  const linesOf = (node) => {
    const inside = new Set();
    ts.forEachChild(node, (child) => linesOf(child).forEach((line) => inside.add(line)));
    if (!ts.isFunctionLike(node) || node.body === undefined) return inside;
    const [first, last] = [node.getStart(file), node.end].map((at) => file.getLineAndCharacterOfPosition(at).line);
    const own = codeLines.filter((line) => line >= first && line <= last && !inside.has(line));
    if (own.length > mostLines) found.push({ line: first + 1, count: own.length });
    return new Set([...inside, ...own]);
  };
  linesOf(file);
  return found;
}

/** Every line on which a token stands: neither empty nor only a comment. */
function linesWithCode(file) {
  const lines = new Set();
  const visit = (node) => {
    if (node.getChildCount(file) === 0 && node.getWidth(file) > 0) {
      const [first, last] = [node.getStart(file), node.end].map((at) => file.getLineAndCharacterOfPosition(at).line);
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
    for (const child of node.getChildren(file)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(file);
  return [...lines].toSorted((left, right) => left - right);
}
