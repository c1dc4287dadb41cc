import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { aTold, giveAddress, mailsTo, type NoticeScene, tokenIn, told } from "../../test-support/notice-scene.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, auditOf } from "../../test-support/unblock-scene.ts";

const day = 24 * 60 * 60_000;
const helpDesk = "+47 55 00 00 00";
let server: MailServer;
let api: TestApi;
let replica: TestApi;
beforeAll(async () => {
  server = await mailServer();
  api = await testApi({
    mail: server.settings,
    helpDesk,
    signInLimits: { perAccount: 1000, perAccountAndAddress: 1000, perAddress: 1000, windowSeconds: 300 },
  });
  replica = await api.replica();
});
afterAll(async () => {
  server.stop();
  await replica.remove();
  await api.remove();
});

/** A holder who has just been told of a response, and the token in the mail. */
async function aNotice(): Promise<NoticeScene & { token: string }> {
  const scene = await aTold(api);
  const [received] = await mailsTo({ api, server }, scene.address);
  return { ...scene, token: tokenIn(received!) };
}
const report = (token: string, at = api) => told(at.stranger(), "reportNotMe", { token });
const open = (token: string) => told(api.stranger(), "openNotMe", { token });
const as = async (role: "OPERATOR" | "AUDITOR" | "ADMINISTRATOR") => api.as(await aUser(api.application, { role }));
const cardOf = async (caller: Caller, id: string) =>
  (
    await caller.graphql(
      `query ($id: ID!) { card(id: $id) { isFrozen frozenSince possibleActions { process { name } }
        unavailableActions { reason message } } }`,
      { id },
    )
  ).data?.["card"];
const lastEntry = async (action: string) => {
  const row = await api.at.database.reader.row<Record<string, unknown>>(
    "SELECT * FROM audit_events WHERE action = ? ORDER BY sequence DESC LIMIT 1",
    [action],
  );
  return { ...row, facts: JSON.parse(String(row?.["facts"])) as unknown };
};

describe("the link of the mail", () => {
  test("works without signing in, and says first which card and which response it is about", async () => {
    const { token, card } = await aNotice();
    const givenAt = api.clock.now().toISOString();
    const opened = await open(token);
    const serialEnding = card.serialNumber.slice(-4);
    const facts = { cardLabel: card.label, serialEnding, givenAt, reportedAt: null, isFrozen: false };
    expect(opened).toEqual({ __typename: "NotMeOpened", ...facts });
  });

  test("changes nothing however often it is looked at, also with GET", async () => {
    const { token, card, caller } = await aNotice();
    for (let times = 0; times < 5; times += 1) await open(token);
    const document = "mutation ($input: ReportNotMeInput!) { reportNotMe(input: $input) { __typename } }";
    const query = new URLSearchParams({ query: document, variables: JSON.stringify({ input: { token } }) });
    const { status } = await api.stranger().inject({ method: "GET", url: `/graphql?${query.toString()}` });
    expect(status).toBe(405);
    await api.stranger().inject({ method: "GET", url: "/not-me" });
    expect(await cardOf(caller, card.id)).toMatchObject({ isFrozen: false });
  });

  test("NoticeLinkUnusable: made up, cut short, for something else, or thirty days old; all look the same", async () => {
    const { token, card, holder } = await aNotice();
    const flipped = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
    const answers = [];
    for (const wrong of ["", "x", token.slice(1), flipped, `${token}A`, "A".repeat(54), "\0", "ø".repeat(60)]) {
      answers.push(
        await open(wrong),
        await report(wrong),
        await told(api.stranger(), "confirmAddress", { token: wrong }),
      );
    }
    answers.push(await told(api.stranger(), "confirmAddress", { token }));
    api.clock.forward(30 * day);
    answers.push(await open(token), await report(token));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([
        JSON.stringify({
          __typename: "NoticeLinkUnusable",
          code: "NOTICE_LINK_UNUSABLE",
          message: "This link is too old, or it isn't complete. Open it from the mail again, or contact the help desk.",
          field: ["token"],
        }),
      ]),
    );
    expect(await cardOf(await api.as(holder), card.id)).toMatchObject({ isFrozen: false });
  });

  test("RateLimited: whoever tries many made-up links has to wait; whoever has one does not because of them", async () => {
    const own = await testApi({
      mail: server.settings,
      signInLimits: { perAccountAndAddress: 5, perAddress: 5, windowSeconds: 300 },
    });
    try {
      const scene = await aTold(own);
      const [received] = await mailsTo({ api: own, server }, scene.address);
      for (let times = 0; times < 5; times += 1) await told(own.stranger(), "openNotMe", { token: "x" });
      expect(await told(own.stranger(), "reportNotMe", { token: "x" })).toMatchObject({
        __typename: "RateLimited",
        retryAfterSeconds: 300,
      });
      const input = { token: tokenIn(received!) };
      expect((await told(own.stranger(), "reportNotMe", input))["__typename"]).toBe("NotMeReported");
    } finally {
      await own.remove();
    }
  });

  test("a card that went to somebody else meanwhile is none of the former holder's business", async () => {
    const { token, card } = await aNotice();
    const next = await aUser(api.application);
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE cards SET holder_id = ? WHERE id = ?", [next.id, card.id]),
    );
    expect((await open(token))["__typename"]).toBe("NoticeLinkUnusable");
    expect((await report(token))["__typename"]).toBe("NoticeLinkUnusable");
    expect(await cardOf(await api.as(next), card.id)).toMatchObject({ isFrozen: false });
  });
});

describe("This was not me", () => {
  test("CardFrozen: it stops unblocking for the card, on every replica, within a second", async () => {
    const { token, card, holder, start, verb, processId } = await aNotice();
    const there = replica.stranger();
    for (const [name, value] of (await api.as(holder)).cookies) there.cookies.set(name, value);
    const begun = performance.now();
    expect(await report(token)).toMatchObject({ __typename: "NotMeReported", cardLabel: card.label });
    const shown = await there.graphql(
      "mutation ($input: ShowResponseInput!) { showResponse(input: $input) { __typename } }",
      { input: { processId } },
    );
    expect(shown.errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
    const again = await replica.as(holder);
    expect(await verb("show", { processId }, again)).toMatchObject({ __typename: "ProcessEnded" });
    expect(await verb("submit", { processId, challenge: aChallenge(api) }, again)).toMatchObject({
      __typename: "ProcessEnded",
    });
    const since = api.clock.now().toISOString();
    expect(await start(again)).toEqual({
      __typename: "CardFrozen",
      code: "CARD_FROZEN",
      message: `Unblocking was stopped for this card on ${since.slice(0, 10)} at ${since.slice(11, 16)} UTC, because a response was reported as not asked for. Contact the help desk (${helpDesk}).`,
      field: null,
    });
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test("CardFrozen: a process that was left open all the same gives no response, neither a first nor the same again", async () => {
    const [first, shown] = [await aNotice(), await aNotice()];
    await api.application.unitOfWork.unaudited(async (sql) => {
      for (const { card } of [first, shown]) {
        await sql.run("INSERT INTO card_freezes (card_id, frozen_at) VALUES (?, ?)", [card.id, api.clock.now()]);
      }
    });
    const { processId } = shown;
    expect((await shown.verb("show", { processId }))["__typename"]).toBe("CardFrozen");
    const challenge = shown.challenge;
    expect((await shown.verb("submit", { processId, challenge }))["__typename"]).toBe("CardFrozen");
    const { data } = await first.caller.graphql(
      `mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { __typename ... on CardFrozen { since helpDesk } } }`,
      { input: { processId: first.processId, challenge: aChallenge(api) } },
    );
    expect(data?.["submitChallenge"]).toEqual({
      __typename: "CardFrozen",
      since: api.clock.now().toISOString(),
      helpDesk,
    });
  });

  test("says so among the actions of the card, to its holder and to operators", async () => {
    const { token, card, holder } = await aNotice();
    await report(token);
    for (const caller of [await api.as(holder), await as("OPERATOR")]) {
      const seen = await cardOf(caller, card.id);
      expect(seen).toMatchObject({ isFrozen: true, frozenSince: api.clock.now().toISOString() });
      expect(seen.unavailableActions).toContainEqual({
        reason: "CARD_FROZEN",
        message:
          "Unblocking was stopped for this card, because a response was reported as not asked for. Contact the help desk.",
      });
      expect(JSON.stringify(seen.possibleActions)).not.toContain("Unblock");
    }
  });

  test("ends all sessions of the person and nobody else's", async () => {
    const { token, holder, caller } = await aNotice();
    const [second, other] = [await api.as(holder), await as("OPERATOR")];
    await report(token);
    const isIn = async (one: Caller) =>
      ((await one.graphql("{ viewer { user { id } } }")).data?.["viewer"] ?? null) !== null;
    expect([await isIn(caller), await isIn(second), await isIn(other)]).toEqual([false, false, true]);
  });

  test("tells the person, the operators and the audit log", async () => {
    const { token, card, holder, address } = await aNotice();
    const before = server.sentTo("operators@example.org").length;
    await report(token);
    const [, frozen] = await mailsTo({ api, server }, address, 2);
    expect(frozen!.mail.subject).toMatch(/^Unblocking was stopped for the card ending in/);
    const atOperators = await mailsTo({ api, server }, "operators@example.org", before + 1);
    const { text = "" } = atOperators.at(-1)!.mail;
    expect(text).toContain(holder.username);
    expect(text).toContain(`http://localhost:4000/admin/card-list/${card.id}`);
    expect(text).not.toContain("/not-me#");
    expect(await lastEntry("notice.reportNotMe")).toMatchObject({
      outcome: "NotMeReported",
      actor_name: "nobody",
      card_id: card.id,
      subject_user_id: holder.id,
      facts: { alarm: "NOT_ME", processes: "1", sessions: "1" },
    });
  });

  test("NotMeReportedBefore: used again it changes nothing and says so, also after an operator undid it", async () => {
    const { token, card, holder } = await aNotice();
    await report(token);
    const at = api.clock.now();
    const operator = await as("OPERATOR");
    await told(operator, "unfreezeCard", { cardId: card.id, reason: "Spoke with the holder" });
    const caller = await api.as(holder);
    api.clock.forward(60_000);
    expect(await report(token)).toEqual({
      __typename: "NotMeReportedBefore",
      reportedAt: at.toISOString(),
      code: "NOT_ME_REPORTED_BEFORE",
      message: `This was reported on ${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC already. Nothing was changed now.`,
      field: null,
    });
    expect(await cardOf(caller, card.id)).toMatchObject({ isFrozen: false });
    expect(await open(token)).toMatchObject({ reportedAt: at.toISOString(), isFrozen: false });
  });

  test("a hundred who use it at once on two replicas freeze once", async () => {
    const { token } = await aNotice();
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, i) => report(token, i % 2 ? api : replica)));
    const names = outcomes.map((outcome) => outcome["__typename"] as string);
    expect(names.filter((name) => name === "NotMeReported")).toHaveLength(1);
    expect(names.filter((name) => name === "NotMeReportedBefore")).toHaveLength(99);
  });

  test("one of it at a time in an operation", async () => {
    const field = `reportNotMe(input: { token: "x" }) { __typename }`;
    const { errors } = await api.stranger().graphql(`mutation { a: ${field} b: ${field} }`);
    expect(errors[0]?.message).toMatch(/^At most one of/);
  });
});

describe("undoing it", () => {
  const frozen = async () => {
    const scene = await aNotice();
    await report(scene.token);
    return scene;
  };
  const reason = " Spoke with the holder,\n ticket 4711 ";

  test("an operator undoes it with a reason; the holder is told, and is answered again", async () => {
    const { card, holder, address, start } = await frozen();
    const outcome = await told(await as("OPERATOR"), "unfreezeCard", { cardId: card.id, reason });
    expect(outcome["card"]).toEqual({ id: card.id, isFrozen: false, frozenSince: null });
    const mails = await mailsTo({ api, server }, address, 3);
    expect(mails.at(-1)!.mail.text).toContain("can be unblocked again since");
    expect(await lastEntry("card.unfreeze")).toMatchObject({
      card_id: card.id,
      facts: { reason: "Spoke with the holder, ticket 4711" },
    });
    expect((await start(await api.as(holder)))["__typename"]).toBe("ProcessStarted");
    expect((await auditOf(api, { cardId: card.id })).map(({ outcome: name }) => name)).toContain("CardUnfrozen");
  });

  test("UnfreezeReasonMissing: without a reason it stays", async () => {
    const { card } = await frozen();
    for (const none of ["", " \n ", "x".repeat(201)]) {
      expect(await told(await as("OPERATOR"), "unfreezeCard", { cardId: card.id, reason: none })).toMatchObject({
        __typename: "UnfreezeReasonMissing",
        message: "Enter a reason of 1 to 200 characters",
      });
    }
  });

  test("UnfreezeNotForOwnCard: not for one's own card", async () => {
    const { card } = await frozen();
    const operator = await aUser(api.application, { role: "ADMINISTRATOR" });
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE cards SET holder_id = ? WHERE id = ?", [operator.id, card.id]),
    );
    const outcome = await told(await api.as(operator), "unfreezeCard", { cardId: card.id, reason });
    expect(outcome["__typename"]).toBe("UnfreezeNotForOwnCard");
  });

  test("CardNotFrozen, CardNotFound and NotPermitted: nothing to undo, no such card, or not their task", async () => {
    const [{ card, holder }, other] = [await frozen(), await aNotice()];
    const unfreeze = async (caller: Caller, cardId: string) =>
      (await told(caller, "unfreezeCard", { cardId, reason }))["__typename"] as string;
    expect(await unfreeze(await as("OPERATOR"), other.card.id)).toBe("CardNotFrozen");
    expect(await unfreeze(await as("OPERATOR"), "nothing")).toBe("CardNotFound");
    expect(await unfreeze(await as("AUDITOR"), card.id)).toBe("NotPermitted");
    expect(await unfreeze(await api.as(holder), card.id)).toBe("NotPermitted");
  });

  test("frozen cards are found in the list of cards, with other filters as well", async () => {
    const { card, profileId } = await frozen();
    const list = async (filter: string) => {
      const { data } = await (
        await as("OPERATOR")
      ).graphql(`{ cards(first: 100, ${filter}) { nodes { id isFrozen } totalCount { count } } }`);
      return data?.["cards"] as { nodes: { id: string; isFrozen: boolean }[]; totalCount: { count: number } };
    };
    const all = await list("isFrozen: true");
    expect(all.nodes.map(({ id }) => id)).toContain(card.id);
    expect(all.nodes.every(({ isFrozen }) => isFrozen)).toBe(true);
    expect(all.totalCount.count).toBe(all.nodes.length);
    for (const filter of [
      `profileId: "${profileId}"`,
      `search: "${card.serialNumber}"`,
      `search: "${card.serialNumber.slice(-5)}"`,
    ]) {
      expect((await list(`isFrozen: true, ${filter}`)).nodes).toEqual([{ id: card.id, isFrozen: true }]);
    }
  });
});

test("without a mail server nothing is queued, and administrators see that notices are off", async () => {
  const own = await testApi();
  try {
    const scene = await aTold(own);
    expect(await own.at.database.reader.rows("SELECT id FROM notices")).toEqual([]);
    expect(await own.at.database.reader.rows("SELECT id FROM notice_links")).toEqual([]);
    const administrator = await own.as(await aUser(own.application, { role: "ADMINISTRATOR" }));
    const status = "{ noticeStatus { isOn operatorsAreTold waiting givenUp lastTrouble lastDeliveredAt } }";
    expect((await administrator.graphql(status)).data?.["noticeStatus"]).toEqual({
      isOn: false,
      operatorsAreTold: false,
      waiting: 0,
      givenUp: 0,
      lastTrouble: null,
      lastDeliveredAt: null,
    });
    expect((await scene.caller.graphql(status)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  } finally {
    await own.remove();
  }
});

test("administrators see how many wait, how many were given up and when the last one was delivered", async () => {
  const scene = await aNotice();
  const at = api.clock.now().toISOString();
  await giveAddress(api, scene.holder.id, "busy@busy.example");
  await scene.verb("finish", { processId: scene.processId, outcome: "WORKED" });
  const next = (await scene.start())["process"].id as string;
  await scene.verb("submit", { processId: next, challenge: aChallenge(api) });
  await api.application.notices.sendNotices();
  const { data } = await (
    await as("ADMINISTRATOR")
  ).graphql("{ noticeStatus { isOn operatorsAreTold waiting oldestWaitingAt lastTrouble lastDeliveredAt } }");
  expect(data?.["noticeStatus"]).toMatchObject({
    isOn: true,
    operatorsAreTold: true,
    waiting: 1,
    oldestWaitingAt: at,
    lastTrouble: "EENVELOPE 451",
    lastDeliveredAt: at,
  });
});
