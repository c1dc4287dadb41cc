import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { expect, test } from "../fixtures/story.ts";

interface AuditEntry {
  readonly action: string;
  readonly wasRefused: boolean;
  readonly serialNumber: string | null;
}

test("the auditor finds who got a response for which card, and never the response itself", async ({
  auditor,
  holder,
  card,
  server,
}) => {
  await holder.starts(card);
  const challenge = card.challenge();
  const response = await holder.givesChallenge(challenge);
  await holder.reports("It worked");
  const reference = await holder.readsReference();

  await auditor.opensAuditLog();
  await auditor.filtersBy("Reference", reference);
  await auditor.finds(holder.account.username, reference);
  await expect(auditor.entries).toHaveCount(3);

  const client = await GraphqlClient.to(server.origin);
  await client.signsIn(auditor.account);
  const { text } = await client.asks(
    `query ($reference: String) { auditEvents(first: 20, filter: { reference: $reference }) {
       nodes { action outcome actorName serialNumber cardProfileName reference processId wasRefused facts { name value } } } }`,
    { reference },
  );
  expect(text).toContain(card.serialNumber);
  expect(text).toContain(holder.account.username);
  for (const secret of [challenge, response].flatMap((shown) => [shown, shown.replaceAll(" ", "")])) {
    expect(text.toUpperCase()).not.toContain(secret);
  }
  await client.close();
});

test("every step of an unblock leaves exactly one entry", async ({ auditor, holder, card, server }) => {
  const client = await GraphqlClient.to(server.origin);
  await client.signsIn(auditor.account);
  const entries = async () => {
    const { auditEvents } = await client.gets<{ auditEvents: { nodes: AuditEntry[] } }>(
      "query ($id: ID) { auditEvents(first: 50, filter: { cardId: $id }) { nodes { action wasRefused serialNumber } } }",
      { id: card.id },
    );
    return auditEvents.nodes;
  };
  const issued = (await entries()).length;
  await holder.starts(card);
  expect(await entries()).toHaveLength(issued + 1);
  await holder.types("1603 EBDF 1C8A 2E72");
  await holder.clicksNext();
  await holder.readsResponse();
  expect(await entries()).toHaveLength(issued + 2);
  await holder.reports("Not sure");
  await holder.readsReference();
  expect(await entries()).toHaveLength(issued + 3);
  expect((await entries()).some((entry) => entry.wasRefused)).toBe(false);
  expect((await entries()).map((entry) => entry.serialNumber)).toEqual(
    Array.from({ length: issued + 3 }, () => card.serialNumber),
  );
  await client.close();
});

test("a refused try is in the audit log as refused", async ({ auditor, organisation, holder, card, profile }) => {
  await holder.starts(card);
  await holder.types(card.challenge());
  await organisation.switchesOff(profile);
  await holder.clicksNext();
  await holder.sees("Your organisation hasn't turned on Unblock PIN offline for this card.");
  await auditor.opensAuditLog();
  await auditor.filtersBy("Actor", holder.account.username);
  await auditor.finds(holder.account.username, "Refused");
});

test("the auditor reads and changes nothing", async ({ auditor, server, profile }) => {
  const client = await GraphqlClient.to(server.origin);
  await client.signsIn(auditor.account);
  const result = await client.does("disableProcess", {
    profileId: profile.id,
    state: "ACTIVE",
    process: "CardsSelfServiceProcUnblockPINOffline",
  });
  expect(result.__typename).toBe("NotPermitted");
  await client.close();
});
