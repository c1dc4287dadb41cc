import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { Holder } from "../people/holder.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

const absentId = "00000000-0000-4000-8000-000000000000";

test("another self-service user finds nothing at the card's address or the process's", async ({
  organisation,
  holder,
  card,
  openBrowser,
}) => {
  await holder.starts(card);
  const stranger = new Holder(await organisation.hires(), await openBrowser());
  await stranger.signsIn();
  await stranger.doesNotSee(card.label);

  const pageAt = async (path: string) => {
    await stranger.goesTo(path);
    await stranger.seesHeading(/not found/iu);
    return stranger.page.getByRole("main").innerText();
  };
  const process = new URL(holder.page.url()).pathname;
  expect(await pageAt(`/cards/${card.id}`)).toBe(await pageAt(`/cards/${absentId}`));
  expect(await pageAt(process)).toBe(await pageAt(process.replace(/[0-9a-f-]{36}/u, absentId)));
});

test("by GraphQL, the card of somebody else looks exactly like no card", async ({
  organisation,
  holder,
  card,
  server,
}) => {
  await holder.starts(card);
  const processId = new URL(holder.page.url()).pathname.split("/").at(-1) ?? "";
  const stranger = await GraphqlClient.to(server.origin);
  await stranger.signsIn(await organisation.hires());

  const asked = async (id: string) =>
    (await stranger.asks("query ($id: ID!) { card(id: $id) { id label } }", { id })).text;
  expect(await asked(card.id)).toBe(await asked(absentId));
  const process = async (id: string) =>
    (await stranger.asks("query ($id: ID!) { process(id: $id) { id } }", { id })).text;
  expect(await process(processId)).toBe(await process(absentId));

  const start = (cardId: string) => stranger.does("startProcess", { cardId, process: unblockPinOffline.symbolicName });
  expect(await start(card.id)).toEqual(await start(absentId));
  expect((await start(card.id)).__typename).toBe("CardNotFound");
  for (const mutation of ["showResponse", "cancelProcess"]) {
    const result = await stranger.does(mutation, { processId });
    expect(result).toEqual(await stranger.does(mutation, { processId: absentId }));
    expect(result.__typename).toBe("ProcessNotFound");
  }
  const submitted = await stranger.does("submitChallenge", { processId, challenge: card.challenge() });
  expect(submitted.__typename).toBe("ProcessNotFound");
  const finished = await stranger.does("finishProcess", { processId, outcome: "WORKED" });
  expect(finished.__typename).toBe("ProcessNotFound");
  await stranger.close();
});

test("a self-service user gets no list of cards, people or audit entries", async ({ organisation, server }) => {
  const curious = await GraphqlClient.to(server.origin);
  await curious.signsIn(await organisation.hires());
  for (const list of ["cards", "users", "auditEvents", "cardProfiles"]) {
    const answer = await curious.asks(`{ ${list}(first: 5) { nodes { id } } }`);
    expect(answer.errors.map((error) => error.extensions?.code)).toEqual(["FORBIDDEN"]);
  }
  await curious.close();
});

test("administration's pages are not for a self-service user", async ({ holder }) => {
  for (const path of ["/admin", "/admin/cards", "/admin/audit", "/admin/users"]) {
    await holder.goesTo(path);
    await expect(holder.page.getByRole("table")).toHaveCount(0);
    await expect(holder.page.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  }
});

test("somebody who is not signed in gets nothing but the sign-in page", async ({ openBrowser, server, card }) => {
  const visitor = await GraphqlClient.to(server.origin);
  const answer = await visitor.asks("query ($id: ID!) { card(id: $id) { id } }", { id: card.id });
  expect(answer.status).toBe(401);
  expect(answer.errors.map((error) => error.extensions?.code)).toEqual(["UNAUTHENTICATED"]);
  await visitor.close();
  const { page } = await openBrowser();
  await page.goto(`/cards/${card.id}`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(card.label)).toHaveCount(0);
});
