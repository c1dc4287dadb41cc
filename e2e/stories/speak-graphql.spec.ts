import { readFileSync } from "node:fs";
import { repository } from "../fixtures/built-product.ts";
import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

const answered = "... on ChallengeAnswered { response { hex groups } process { id state } }";

test("another system tells the whole story without a browser", async ({ organisation, server }) => {
  const profile = await organisation.defines("AES-256");
  const account = await organisation.hires();
  const card = await organisation.issues({ holder: account, profile, kind: "AES-256" });
  card.refusesPin({ times: 3 });
  const client = await GraphqlClient.to(server.origin);
  await client.signsIn(account);
  const start = () =>
    client.does(
      "startProcess",
      { cardId: card.id, process: unblockPinOffline.symbolicName },
      "... on ProcessStarted { process { id } }",
    );
  expect((await start()).__typename).toBe("ProcessNotEnabled");
  await organisation.switchesOn(profile);
  const started = await start();
  expect(started.__typename).toBe("ProcessStarted");
  const processId = (started["process"] as { id: string }).id;

  const { card: seen } = await client.gets<{ card: { challengeLengths: number[] } }>(
    "query ($id: ID!) { card(id: $id) { challengeLengths } }",
    { id: card.id },
  );
  expect(seen.challengeLengths).toEqual([32]);
  const short = await client.does("submitChallenge", { processId, challenge: "1603 EBDF" }, "... on Refusal { field }");
  expect(short).toMatchObject({ __typename: "ChallengeTooShort", code: "CHALLENGE_TOO_SHORT", field: ["challenge"] });

  const result = await client.does("submitChallenge", { processId, challenge: card.challenge() }, answered);
  const { hex, groups } = result["response"] as { hex: string; groups: string[] };
  expect(hex).toMatch(/^[0-9A-F]{32}$/u);
  expect(groups.join("")).toBe(hex);
  expect(card.unblocks({ response: hex, newPin: "864209" })).toBe(true);
  expect((await client.does("finishProcess", { processId, outcome: "WORKED" })).__typename).toBe("ProcessFinished");
  expect((await client.does("showResponse", { processId })).__typename).toBe("ProcessEnded");
  await client.close();
});

test("the schema that is served is the one that is published", async ({ server }) => {
  const served = await (await fetch(`${server.origin}/schema.graphql`)).text();
  expect(served).toBe(readFileSync(`${repository}packages/api/schema.graphql`, "utf8"));
});

test("a page of another site can neither read nor send anything", async ({ organisation, server, openBrowser }) => {
  const { context, page } = await openBrowser("pc");
  const account = await organisation.hires();
  await page.goto("/sign-in");
  await page.getByLabel("User name", { exact: true }).fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const forged = await fetch(`${server.origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: "https://elsewhere.example" },
    body: JSON.stringify({ query: "mutation { signOut { signedOut } }" }),
  });
  expect(forged.status).toBeGreaterThanOrEqual(400);
  await page.reload();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});
