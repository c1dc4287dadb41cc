const isRecord = (path) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(path);
const mostLines = 45;
const parts = ["## Context", "## Decision", "## Price", "## Rejected", "## Enforced by"];

/** @type {import("../house-rule.d.ts").HouseRule} */
export const decisionRecords = {
  name: "a decision record is short, has its five parts, and is listed in docs/adr/README.md",
  findingsIn: (files) => {
    const list = files.find(({ path }) => path === "docs/adr/README.md")?.text ?? "";
    return files
      .filter(({ path }) => isRecord(path))
      .flatMap(({ path, text }) => [
        ...parts.filter((part) => !text.includes(`${part}\n`)).map((part) => `${path} lacks "${part}".`),
        ...(text.trimEnd().split("\n").length > mostLines ? [`${path} is longer than ${mostLines} lines.`] : []),
        ...(list.includes(`(${path.split("/").at(-1)})`) ? [] : [`${path} is not listed.`]),
      ]);
  },
  broken: [
    { "docs/adr/0001-a.md": "# A\n", "docs/adr/README.md": "(0001-a.md)" },
    { "docs/adr/0001-b.md": parts.map((part) => `${part}\n`).join("\n"), "docs/adr/README.md": "" },
    { "docs/adr/0001-c.md": parts.join("\n").concat("\nx".repeat(60)), "docs/adr/README.md": "(0001-c.md)" },
  ],
  sound: [{ "docs/adr/0001-d.md": parts.map((part) => `${part}\n`).join("\n"), "docs/adr/README.md": "(0001-d.md)" }],
};
