import { browserMemory } from "../fixtures/browser-memory.ts";
import { filesHolding } from "../fixtures/files-holding.ts";
import { spellingsOf } from "../fixtures/secret-spellings.ts";
import { expect, test } from "../fixtures/story.ts";

test("after an unblock neither challenge nor response nor key lies about anywhere", async ({
  holder,
  card,
  server,
}) => {
  const asked: string[] = [];
  holder.browser.context.on("request", (request) => asked.push(request.url()));
  await holder.starts(card);
  const challenge = card.challenge();
  const response = await holder.givesChallenge(challenge);
  const memory = [await browserMemory(holder.page)];
  const whileShown = await filesHolding(server.dataDirectory, [...spellingsOf(challenge), ...spellingsOf(response)]);
  expect(whileShown, "files while the response is on the screen").toEqual([]);
  expect(card.unblocks({ response, newPin: "86420975" })).toBe(true);
  await holder.reports("It worked");
  await holder.readsReference();
  memory.push(await browserMemory(holder.page), ...asked, server.output);

  for (const secret of [challenge, response, card.adminKeyHex]) {
    const spellings = spellingsOf(secret);
    const held = spellings.filter((spelling) => memory.some((text) => text.includes(spelling.toString("utf8"))));
    expect(held.length, "storage, addresses and what the server printed").toBe(0);
    expect(await filesHolding(server.dataDirectory, spellings), "files of the data directory").toEqual([]);
  }
});

test("the search itself would find what lies about", async ({ server, card }) => {
  expect(await filesHolding(server.dataDirectory, [Buffer.from(card.serialNumber)])).not.toEqual([]);
});

test("Back after leaving the process shows no response", async ({ holder, card }) => {
  await holder.starts(card);
  const response = await holder.givesChallenge(card.challenge());
  await holder.reports("It worked");
  await holder.readsReference();
  for (let back = 0; back < 4; back += 1) {
    await holder.page.goBack();
    await expect(holder.response).toHaveCount(0);
    for (const group of response.split(" ")) await holder.doesNotSee(new RegExp(`^${group}$`, "u"));
  }
});

test("a page kept alive by the browser hides the response when it comes back", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.givesChallenge(card.challenge());
  await holder.page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expect(holder.response).toHaveCount(0);
});

test("no answer with a response may be kept by a cache", async ({ holder, card }) => {
  await holder.starts(card);
  const [answer] = await Promise.all([
    holder.page.waitForResponse((response) => response.url().endsWith("/graphql")),
    holder.givesChallenge(card.challenge()),
  ]);
  expect(answer.headers()["cache-control"]).toContain("no-store");
});

test("a session cannot be read by a script, and is sent to this site only", async ({ holder }) => {
  const cookies = await holder.browser.context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie.httpOnly).toBe(true);
    expect(cookie.sameSite).toBe("Strict");
  }
});
