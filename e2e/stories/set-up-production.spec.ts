import { rm } from "node:fs/promises";
import { join } from "node:path";
import { existsSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { newDataDirectory, RunningServer } from "../fixtures/running-server.ts";
import { devices, WatchedContext } from "../fixtures/watched-context.ts";
import { expect, test } from "../fixtures/story.ts";

test("in production the first administrator comes in by a link that works once", async ({ browser }) => {
  const dataDirectory = await newDataDirectory();
  const server = await RunningServer.start({ mode: "production", dataDirectory });
  const link = /https?:\/\/\S*\/set-up\S+/u.exec(server.output)?.[0];
  expect(link, "a set-up link among what the server printed").toBeDefined();
  expect(existsSync(join(dataDirectory, "demo-accounts.json"))).toBe(false);

  const { context, page, problems } = await WatchedContext.open(browser, server.origin, devices.pc);
  await page.goto(link ?? "");
  await page.getByLabel("User name", { exact: true }).fill("first.administrator");
  await page.getByLabel("Name", { exact: true }).fill("First Administrator");
  const password = randomBytes(18).toString("base64url");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await expect(page.getByRole("link", { name: "Cards", exact: true }).first()).toBeVisible();
  expect(page.url()).not.toContain(new URL(link ?? "").hash.slice(1) || "set-up");
  await context.close();
  expect(problems).toEqual([]);

  const second = await WatchedContext.open(browser, server.origin, devices.pc);
  await second.page.goto(link ?? "");
  await expect(second.page.getByText("Unlatch is set up already")).toBeVisible();
  const client = await GraphqlClient.to(server.origin);
  const token = new URL(link ?? "").hash.slice(1);
  const again = `mutation { claimSetUp(input: { token: "${token}", username: "b", displayName: "B", password: "${password}" }) { __typename } }`;
  const refused = [
    await client.asks(again),
    await client.asks("{ nothingLikeThis }"),
    await client.asks("{ site { mode } }"),
  ];
  // A browser's session sends what our pages send, and nobody learns from the answer what else there is.
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
  await client.close();
  await second.page.goto("/practice");
  await expect(second.page.getByLabel("PIN", { exact: true })).toHaveCount(0);
  await second.context.close();
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});
