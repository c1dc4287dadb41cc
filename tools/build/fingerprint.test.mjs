import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fingerprint } from "./fingerprint.mjs";

const tree = mkdtempSync(join(tmpdir(), "unlatch-fingerprint-"));
after(() => rmSync(tree, { recursive: true }));
mkdirSync(join(tree, "src", "dist"), { recursive: true });
const write = (path, text) => writeFileSync(join(tree, path), text);
write("src/card.ts", "one");
write("lock.yaml", "one");
const print = (root = tree) => fingerprint(root, ["src", "lock.yaml", "not-there"]);

test("the same content has the same fingerprint, wherever it lies", () => {
  const moved = `${tree}-moved`;
  cpSync(tree, moved, { recursive: true });
  assert.equal(print(moved), print());
  rmSync(moved, { recursive: true });
});

test("a changed, an added, a renamed and a removed file each change it", () => {
  const seen = new Set([print()]);
  const steps = [
    () => write("src/card.ts", "two"),
    () => write("src/holder.ts", "one"),
    () => write("lock.yaml", "two"),
    () => {
      rmSync(join(tree, "src/holder.ts"));
      write("src/keeper.ts", "one");
    },
    () => rmSync(join(tree, "src/card.ts")),
  ];
  for (const step of steps) {
    step();
    assert.ok(!seen.has(print()));
    seen.add(print());
  }
});

test("tests and built files do not change it", () => {
  const before = print();
  write("src/card.test.ts", "expect");
  write("src/dist/main.js", "built");
  assert.equal(print(), before);
});
