const isCode = (path) =>
  /^(packages\/[^/]+\/src|e2e)\/.*\.ts$/.test(path) && !/\.(test|spec)\.ts$|\/generated\//.test(path);
const exported =
  /^export (?:default )?(?:abstract |async |declare )*(?:function\*?|class|const|interface|type|enum) (\w+)/;

/** @type {import("../house-rule.d.ts").HouseRule} */
export const documentedExports = {
  name: "every export says what it is for, in a doc comment or in the description of its decorator",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isCode(path))
      .flatMap(({ path, text }) =>
        undocumentedIn(text.split("\n")).map((name) => `${path}: ${name} has no doc comment.`),
      ),
  broken: [
    { "packages/api/src/d.ts": 'export const LockResult = createUnionType({\n  name: "LockResult",\n});' },
    { "packages/core/src/a.ts": "export const answer = 42;" },
    { "packages/core/src/b.ts": "/** One. */\nexport const one = 1;\nexport const two = 2;" },
    { "packages/api/src/c.ts": "@ObjectType()\nexport class Card {}" },
  ],
  sound: [
    {
      "packages/api/src/e.ts":
        'export const LockResult = createUnionType({\n  name: "LockResult",\n  description: "What came of it.",\n});',
    },
    { "packages/core/src/a.ts": "/** The answer. */\nexport const answer = 42;" },
    { "packages/core/src/b.ts": "/** Doubles. */\nexport function twice(a: 1): 2;\nexport function twice(a: 2): 4;" },
    { "packages/api/src/c.ts": '@ObjectType({\n  description: "A card.",\n})\nexport class Card {}' },
    { "packages/api/src/d.ts": "/** A card. */\n@Resolver(() => Card)\nexport class CardResolver {}" },
  ],
};

function undocumentedIn(lines) {
  return lines.flatMap((line, index) => {
    const name = exported.exec(line)?.[1];
    return name === undefined || isDocumented({ lines, index, name }) ? [] : [name];
  });
}

/** A union tells clients what it is for; whoever reads the code reads the same. */
function isUnionForClients(lines, index) {
  if (!/= createUnionType\(/.test(lines[index])) return false;
  const end = lines.findIndex((line, at) => at >= index && /\);\s*$/.test(line));
  return /\bdescription:/.test(lines.slice(index, end + 1).join("\n"));
}

function isDocumented({ lines, index, name }) {
  if (isUnionForClients(lines, index)) return true;
  for (let above = index - 1; above >= 0; above -= 1) {
    const line = lines[above];
    if (line.trimEnd().endsWith("*/") || /\bdescription:/.test(line)) return true;
    if (exported.exec(line)?.[1] === name) return true;
    if (!/^(@|\s+\S|[\])}]+\)?,?\)|\/\/)/.test(line)) return false;
  }
  return false;
}
