import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort, serverProgram } from "./test-support/server-program.ts";
import { testDatabase } from "./test-support/test-database.ts";

const { start } = serverProgram();

test("the server makes its demonstration on PostgreSQL, and a second one beside it shares it", async () => {
  const at = await testDatabase();
  if (at.location.dialect !== "postgres") throw new RangeError("location: expected PostgreSQL");
  const data = mkdtempSync(join(tmpdir(), "unlatch-main-"));
  const settings = { DATABASE_URL: at.location.url, UNLATCH_DATA_DIR: data };
  const ports = [await freePort(), await freePort()];
  const first = start({ ...settings, PORT: ports[0] ?? "" });
  expect(await first.says("They are shown here once")).not.toContain(at.location.url);
  const second = start({ ...settings, PORT: ports[1] ?? "" });
  await second.says("demo-accounts.json");
  for (const port of ports) expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
  for (const { child, ended } of [first, second]) {
    child.kill("SIGINT");
    expect((await ended).exitCode).toBe(0);
  }
  await at.remove();
  rmSync(data, { recursive: true });
});
