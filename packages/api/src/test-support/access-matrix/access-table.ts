import type { GraphQLSchema } from "graphql";
import { isObjectType } from "graphql";

/** What stands in a cell, by `Type.field` and column. */
export type Cells = ReadonlyMap<string, Readonly<Record<string, string>>>;

const head = `# Who may ask what

This table is measured, not written: a test signs in as each of the columns, asks for every field of the schema on what is
theirs, what is somebody else's and what does not exist, tries every mutation, and compares what came with this page. It
fails on any difference. \`pnpm --filter @unlatch/api access\` writes it anew; then read what changed.

- **all**: of anybody's. **own**: only of what is one's own, and what is reached from there. **yes**: it is nobody's. **–**: refused,
  or never come to.
- _own role_ is one of the organisation's own, here with \`card:read:any\` and \`user:read\`. _API token_ is an
  administrator's token with every scope that a token can have.
- What is not one's own looks like what does not exist, to the byte.
- A mutation's result shows what the mutation did; the objects in it are guarded by their own fields, below.
`;

/** @returns the page that a person can read: a table for each type, a row for each field */
export function accessTable(schema: GraphQLSchema, columns: readonly string[], cells: Cells): string {
  const types = [schema.getQueryType(), schema.getMutationType(), ...Object.values(schema.getTypeMap())]
    .filter((type) => isObjectType(type))
    .filter((type, index, all) => all.indexOf(type) === index);
  const sections = types.flatMap((type) => {
    const rows = Object.keys(type.getFields())
      .toSorted()
      .flatMap((field) => {
        const row = cells.get(`${type.name}.${field}`);
        return row ? [[field, ...columns.map((column) => row[column] ?? "–")]] : [];
      });
    return rows.length === 0 ? [] : [`## ${type.name}\n\n${markdownTable(["", ...columns], rows)}`];
  });
  return [head, ...sections].join("\n");
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, index) => Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `${[line(header), rule, ...rows.map(line)].join("\n")}\n`;
}
