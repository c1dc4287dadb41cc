import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
// The audit log has actions with dotted names as well.
const namesNoKeys = ["features/audit/audit-words.ts"];
const text = globSync("**/*.{vue,ts}", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts") && !path.includes("generated") && !namesNoKeys.includes(path))
  .map((path) => readFileSync(join(root, path), "utf8"))
  .join("\n");
const areas = ["cards", "common", "processes", "session", "states"];

function keysOf(messages: object, prefix: string): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [`${prefix}.${key}`] : keysOf(value as object, `${prefix}.${key}`),
  );
}

const catalogue = areas.flatMap((area) =>
  keysOf(JSON.parse(readFileSync(join(root, "i18n", "en", `${area}.json`), "utf8")) as object, area),
);
/** Keys as they stand in the sources; `${…}` inside one stands for any one part. */
const used = [...text.matchAll(/(?<!=)["'`]((?:[a-z]\w*)(?:\.(?:\w+|\$\{[^}]+\}))+)["'`]/g)]
  .map(([, key]) => key ?? "")
  .filter((key) => areas.includes(key.split(".")[0] ?? ""));
const pattern = (key: string) => new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^}]+\}/g, "\\w+")}$`);

test("every key that a screen uses has its words", () => {
  const unknown = used.filter((key) => !catalogue.some((known) => pattern(key).test(known)));
  expect(used.length).toBeGreaterThan(100);
  expect(unknown).toEqual([]);
});

test("no words stand in the catalogue that no screen uses", () => {
  const patterns = used.map(pattern);
  expect(catalogue.filter((known) => !patterns.some((used) => used.test(known)))).toEqual([]);
});
