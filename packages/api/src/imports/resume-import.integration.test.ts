import { afterAll, beforeAll, expect, test } from "vitest";
import { system } from "../platform/actor.ts";
import { anImportScene, bytesOf, type ImportScene } from "../test-support/import-scene.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

const rows = 1300;
const fileOf = (prefix: string, { newKey }: ImportScene) =>
  `serial,key\n${Array.from({ length: rows }, (_, index) => `${prefix}${index},${newKey()}`).join("\n")}\n`;
async function* brokenAfter(file: string, share: number) {
  yield bytesOf(file.slice(0, file.length * share));
  throw new Error("The connection is gone.");
}

test("a run that was interrupted goes on when its file comes again, and writes no row twice", async () => {
  const gids = await anImportScene(api, "gids");
  const file = fileOf("RA-", gids);
  const importId = await gids.start();
  await expect(gids.send(importId, brokenAfter(file, 0.6))).rejects.toThrow("gone");
  const half = await api.application.imports.importById(importId);
  expect(half).toMatchObject({ state: "INTERRUPTED", readRows: 500 });
  const { outcome, verdicts } = await gids.send(importId, [bytesOf(file)]);
  expect(outcome).toMatchObject({ type: "ImportFinished", run: { readRows: rows, newCards: rows, unchanged: 0 } });
  expect(verdicts).toHaveLength(rows - 500);
  const { reader } = api.at.database;
  const row = await reader.row<{ n: unknown; k: unknown }>(
    "SELECT count(*) AS n, (SELECT count(*) FROM admin_keys a JOIN cards d ON d.id = a.card_id WHERE d.profile_id = ?) AS k FROM cards WHERE profile_id = ?",
    [gids.profile.id, gids.profile.id],
  );
  expect([Number(row?.n), Number(row?.k)]).toEqual([rows, rows]);
});

test("a run that was interrupted does not go on with another file, nor with a part of its own", async () => {
  const gids = await anImportScene(api, "gids");
  const file = fileOf("RB-", gids);
  const importId = await gids.start();
  await expect(gids.send(importId, brokenAfter(file, 0.9))).rejects.toThrow("gone");
  for (const other of [file.replaceAll("RB-", "RC-"), file.slice(0, file.indexOf("RB-499"))]) {
    expect((await gids.send(importId, [bytesOf(other)])).outcome).toEqual({ type: "ImportFileDiffers" });
  }
  expect((await gids.send(importId, [bytesOf(file)])).outcome).toMatchObject({ type: "ImportFinished" });
  expect((await gids.send(importId, [bytesOf(file)])).outcome).toMatchObject({ type: "ImportEnded" });
});

test("a run goes on in one place only", async () => {
  const gids = await anImportScene(api, "gids");
  const file = fileOf("RD-", gids);
  const importId = await gids.start();
  const sent = await Promise.all([gids.send(importId, [bytesOf(file)]), gids.send(importId, [bytesOf(file)])]);
  const types = sent.map(({ outcome }) => outcome.type);
  expect(types.filter((type) => type === "ImportFinished")).toHaveLength(1);
  expect(types.filter((type) => /^Import(RunsElsewhere|Ended)$/.test(type))).toHaveLength(1);
  expect(await api.application.imports.importById(importId)).toMatchObject({ newCards: rows });
});

test("a run can be cancelled while its file comes: what is written stays, the rest is not", async () => {
  const gids = await anImportScene(api, "gids");
  const file = fileOf("RE-", gids);
  const importId = await gids.start();
  async function* cancelledHalfway() {
    yield bytesOf(file.slice(0, file.length / 2));
    await api.application.imports.cancelImport(system, importId);
    yield bytesOf(file.slice(file.length / 2));
  }
  const { outcome } = await gids.send(importId, cancelledHalfway());
  expect(outcome).toMatchObject({ type: "ImportEnded", run: { state: "CANCELLED", readRows: 500 } });
  expect(await api.application.imports.cancelImport(system, importId)).toMatchObject({ type: "ImportEnded" });
});
