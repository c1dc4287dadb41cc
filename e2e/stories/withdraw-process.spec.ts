import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { expect, test } from "../fixtures/story.ts";
import { unblockPinOffline } from "../fixtures/organisation.ts";

test("no response when the process is switched off while the holder is at the challenge", async ({
  administrator,
  holder,
  card,
  profile,
}) => {
  await holder.starts(card);
  await holder.types(card.challenge());
  await administrator.opensProfile(profile);
  await administrator.choosesTab("Active");
  await administrator.removesCommand(unblockPinOffline.name);
  await administrator.saves();

  await holder.clicksNext();
  await holder.sees("Your organisation hasn't turned on Unblock PIN offline for this card.");
  await expect(holder.response).toHaveCount(0);
});

test("no response when the card becomes inactive while the holder is at the challenge", async ({
  organisation,
  holder,
  card,
}) => {
  await holder.starts(card);
  await holder.types(card.challenge());
  await organisation.changesState(card, "CardsProcDeactivate");
  await holder.clicksNext();
  await holder.sees("This card is inactive, so its PIN can't be unblocked here. Contact the help desk.");
  await expect(holder.response).toHaveCount(0);
});

test("a response already shown is not shown again once the process is off", async ({
  organisation,
  holder,
  card,
  profile,
}) => {
  await holder.starts(card);
  await holder.givesChallenge(card.challenge());
  await organisation.switchesOff(profile);
  await holder.page.reload();
  await holder.sees("Your organisation hasn't turned on Unblock PIN offline for this card.");
  await expect(holder.response).toHaveCount(0);
});

test("GraphQL gives no response either, neither the first time nor again", async ({
  organisation,
  holder,
  card,
  profile,
  server,
}) => {
  const client = await GraphqlClient.to(server.origin);
  await client.signsIn(holder.account);
  const started = await client.does(
    "startProcess",
    { cardId: card.id, process: unblockPinOffline.symbolicName },
    "... on ProcessStarted { process { id } }",
  );
  const processId = (started["process"] as { id: string }).id;
  await organisation.switchesOff(profile);
  const refused = await client.does("submitChallenge", { processId, challenge: card.challenge() });
  expect(refused).toMatchObject({ __typename: "ProcessNotEnabled", code: "PROCESS_NOT_ENABLED" });

  await organisation.switchesOn(profile);
  const answered = await client.does("submitChallenge", { processId, challenge: card.challenge() });
  expect(answered.__typename).toBe("ChallengeAnswered");
  await organisation.switchesOff(profile);
  expect((await client.does("showResponse", { processId })).__typename).toBe("ProcessNotEnabled");
  await client.close();
});
