import { afterAll, beforeAll, expect, test } from "vitest";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { aTold, giveAddress, mailsTo } from "../../test-support/notice-scene.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, aScene } from "../../test-support/unblock-scene.ts";

const minute = 60_000;
let server: MailServer;
let api: TestApi;
let replica: TestApi;
beforeAll(async () => {
  server = await mailServer();
  api = await testApi({ mail: server.settings, helpDesk: "+47 55 00 00 00" });
  replica = await api.replica();
});
afterAll(async () => {
  server.stop();
  await replica.remove();
  await api.remove();
});

const rows = (where: string) =>
  api.at.database.reader.rows<Record<string, unknown>>(`SELECT * FROM notices WHERE ${where} ORDER BY queued_at`);
const waitingTo = (address: string) => rows(`address = '${address}'`);
const status = async () =>
  api.application.unitOfWork.unaudited((sql) =>
    sql.row<{ n: unknown }>("SELECT count(*) AS n FROM notices WHERE delivered_at IS NULL AND given_up_at IS NULL"),
  );

test("a response is told of by mail: card, time, place and link, as plain text and as HTML, over TLS with a user", async () => {
  const scene = await aTold(api);
  const [received] = await mailsTo({ api, server }, scene.address);
  expect(received).toMatchObject({ wasSecure: true, user: "unlatch", to: [scene.address] });
  const { subject, text = "", html = "", from, messageId } = received!.mail;
  expect(subject).toBe(`A response was given for the card ending in ${scene.card.serialNumber.slice(-4)} – Test`);
  expect(from).toMatchObject({ name: "Test", address: "unlatch@example.org" });
  expect(messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  for (const body of [text, html]) {
    expect(body).toContain(scene.card.label);
    expect(body).toContain("+47 55 00 00 00");
    expect(body).toMatch(/http:\/\/localhost:4000\/not-me#[\w-]{54}/);
    expect(body).not.toContain(scene.card.serialNumber);
  }
  expect(html.match(/(?:src|href)=/g)).toHaveLength(1);
});

test("no challenge and no response is in the outbox or in a mail, in any spelling", async () => {
  const scene = await aTold(api);
  const secrets = [scene.challenge, scene.expectedResponse(scene.challenge)];
  const spellings = secrets.flatMap((hex) => [
    hex,
    hex.toLowerCase(),
    hex.replace(/(.{4})(?=.)/g, "$1 "),
    Buffer.from(hex, "hex").toString("base64"),
    Buffer.from(hex).toString("base64").slice(0, 20),
  ]);
  const queued = JSON.stringify(await waitingTo(scene.address));
  const [received] = await mailsTo({ api, server }, scene.address);
  for (const spelling of spellings) {
    expect(queued).not.toContain(spelling);
    expect(received!.raw).not.toContain(spelling);
    expect(received!.mail.text).not.toContain(spelling);
  }
});

test("once it is delivered, nobody can read from the outbox whom it went to and what it said", async () => {
  const scene = await aTold(api);
  expect(await waitingTo(scene.address)).toHaveLength(1);
  await mailsTo({ api, server }, scene.address);
  expect(await rows(`process_id = '${scene.processId}'`)).toMatchObject([{ address: null, facts: null, tries: 1 }]);
});

test("showing the same response again is not told of again", async () => {
  const scene = await aTold(api);
  await scene.verb("show", { processId: scene.processId });
  await scene.verb("submit", { processId: scene.processId, challenge: scene.challenge });
  expect(await waitingTo(scene.address)).toHaveLength(1);
});

test("a response that is refused is not told of", async () => {
  const scene = await aScene(api);
  const address = await giveAddress(api, scene.holder.id);
  await scene.verb("submit", { processId: await scene.started(), challenge: "12" });
  expect(await waitingTo(address)).toEqual([]);
});

test("the answer says whether the person is told", async () => {
  const isTold = async (withAddress: boolean) => {
    const scene = await aScene(api);
    if (withAddress) await giveAddress(api, scene.holder.id);
    const input = { processId: await scene.started(), challenge: aChallenge(api) };
    const { data } = await scene.caller.graphql(
      "mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { ... on ChallengeAnswered { isTold } } }",
      { input },
    );
    return data?.["submitChallenge"].isTold as boolean;
  };
  expect([await isTold(true), await isTold(false)]).toEqual([true, false]);
});

test("two replicas that send at the same time deliver each notice once", async () => {
  const scenes = await Promise.all(Array.from({ length: 12 }, () => aTold(api)));
  const ids = new Set<string>();
  await Promise.all([api, replica, api, replica].map((one) => one.application.notices.sendNotices()));
  for (const { address } of scenes) {
    const [received, ...more] = await mailsTo({ api, server }, address);
    expect(more).toEqual([]);
    ids.add(received!.mail.messageId ?? "");
  }
  expect(ids.size).toBe(12);
});

test("a notice that its sender took and never ended is sent by another one two minutes later", async () => {
  const scene = await aTold(api);
  const { id } = (await waitingTo(scene.address))[0] as { id: string };
  const dueAt = new Date(api.clock.now().getTime() + 2 * minute);
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE notices SET due_at = ?, tries = 1 WHERE id = ?", [dueAt, id]),
  );
  expect(await api.application.notices.sendNotices()).toMatchObject({ delivered: 0 });
  api.clock.forward(2 * minute);
  const [received] = await mailsTo({ api: replica, server }, scene.address);
  expect(received!.mail.messageId).toBe(`<${id}@localhost>`);
});

test("an address that the mail server does not know is given up at once, with an audit entry that names nobody", async () => {
  const scene = await aScene(api);
  await giveAddress(api, scene.holder.id, "gone@nobody.example");
  await scene.verb("submit", { processId: await scene.started(), challenge: aChallenge(api) });
  expect(await api.application.notices.sendNotices()).toEqual({ delivered: 0, troubled: 0, givenUp: 1 });
  const [entry] = await api.at.database.reader.rows<{ facts: unknown; actor_name: string }>(
    "SELECT facts, actor_name FROM audit_events WHERE action = 'notice.giveUp' ORDER BY sequence DESC LIMIT 1",
  );
  expect(JSON.parse(String(entry?.facts))).toEqual({
    alarm: "NOTICE_NOT_DELIVERED",
    notice: "RESPONSE_GIVEN",
    tries: "1",
    trouble: "EENVELOPE 550",
  });
  expect(JSON.stringify(entry)).not.toContain("nobody.example");
});

test("what cannot be delivered now is tried again later and later, eight times in fifteen hours, and then given up", async () => {
  const scene = await aScene(api);
  await giveAddress(api, scene.holder.id, "slow@busy.example");
  await scene.verb("submit", { processId: await scene.started(), challenge: aChallenge(api) });
  const start = api.clock.now().getTime();
  const triedAfter: number[] = [];
  for (;;) {
    const { troubled, givenUp } = await api.application.notices.sendNotices();
    if (troubled + givenUp === 1) triedAfter.push((api.clock.now().getTime() - start) / minute);
    if (givenUp === 1) break;
    const [row] = await waitingTo("slow@busy.example");
    expect(row).toMatchObject({ last_trouble: "EENVELOPE 451" });
    const untilDue = new Date(String((row as { due_at: unknown }).due_at)).getTime() - api.clock.now().getTime();
    api.clock.forward(untilDue - 1);
    expect(await api.application.notices.sendNotices()).toEqual({ delivered: 0, troubled: 0, givenUp: 0 });
    api.clock.forward(1);
  }
  expect(triedAfter).toEqual([0, 0.5, 2.5, 12.5, 42.5, 102.5, 342.5, 882.5]);
  expect(Number((await status())?.n)).toBe(0);
});

test("what ended thirty days ago is removed", async () => {
  const scene = await aTold(api);
  await mailsTo({ api, server }, scene.address);
  api.clock.forward(30 * 24 * 60 * minute - 1);
  await api.application.notices.sweepNotices();
  expect(await rows(`process_id = '${scene.processId}'`)).toHaveLength(1);
  api.clock.forward(2);
  await api.application.notices.sweepNotices();
  expect(await rows(`process_id = '${scene.processId}'`)).toEqual([]);
});
