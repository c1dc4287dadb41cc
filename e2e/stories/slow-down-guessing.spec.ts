import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { expect, test } from "../fixtures/story.ts";

test("after ten wrong passwords the right one has to wait", async ({ organisation, server }) => {
  const account = await organisation.hires();
  const guesser = await GraphqlClient.to(server.origin);
  const tries = [];
  for (let guess = 0; guess < 10; guess += 1) {
    tries.push(await guesser.does("signIn", { username: account.username, password: `guess number ${guess}` }));
  }
  expect(tries.map((result) => result.__typename)).toEqual(Array.from({ length: 10 }, () => "SignInRefused"));
  const late = await guesser.does("signIn", { username: account.username, password: account.password });
  expect(late).toMatchObject({ __typename: "RateLimited", code: "RATE_LIMITED" });
  expect(late["message"]).toMatch(/^Too many tries\. Try again in \d+ minutes?\.$/u);
  const colleague = await organisation.hires();
  await guesser.signsIn(colleague);
  await guesser.close();
});
