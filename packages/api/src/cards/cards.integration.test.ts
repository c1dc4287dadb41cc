import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aCard, aProfile, aUser } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

const unblock = "CardsSelfServiceProcUnblockPINOffline";
const absent = "00000000-0000-4000-8000-000000000000";

let api: TestApi;
let administrator: Caller;
let operator: Caller;
let profile: Awaited<ReturnType<typeof aProfile>>;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  operator = await api.as(await aUser(api.application, { role: "OPERATOR" }));
});
beforeEach(async () => {
  profile = await aProfile(api.application);
});
afterAll(() => api.remove());

async function asked(caller: Caller, document: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await caller.graphql(document, variables);
  expect(errors).toEqual([]);
  return data ?? {};
}

const actionsOf = async (caller: Caller, id: string) =>
  (
    await asked(
      caller,
      `query ($id: ID!) { card(id: $id) {
        possibleActions { process { symbolicName } }
        unavailableActions { process { symbolicName } reason message } } }`,
      { id },
    )
  )["card"];
const switchTo = (isOn: boolean, profileId: string) =>
  asked(
    administrator,
    isOn
      ? `mutation ($input: EnableProcessInput!) { it: enableProcess(input: $input) { __typename } }`
      : `mutation ($input: DisableProcessInput!) { it: disableProcess(input: $input) { __typename } }`,
    { input: { profileId, state: "ACTIVE", process: unblock } },
  );
const change = async (input: Record<string, unknown>, caller = operator) =>
  (
    await asked(
      caller,
      `mutation ($input: ChangeCardStateInput!) { it: changeCardState(input: $input) { __typename
        ... on CardStateChanged { card { state version possibleActions { process { symbolicName } } } }
        ... on ProcessNotOffered { reason } ... on CardChangedMeanwhile { card { state version } }
        ... on Refusal { code message field } } }`,
      { input },
    )
  )["it"];
const lastEntry = () =>
  api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");

describe("Unblock PIN offline", () => {
  test("is offered to nobody until it is switched on, then to the holder at once, and no longer when it is off", async () => {
    const user = await aUser(api.application);
    const holder = await api.as(user);
    const card = await aCard(api.application, { profile, holder: user });
    const isOff = {
      possibleActions: [],
      unavailableActions: [
        {
          process: { symbolicName: unblock },
          reason: "PROCESS_NOT_ENABLED",
          message: "Your organisation hasn't turned on Unblock PIN offline for this card.",
        },
      ],
    };
    expect(await actionsOf(holder, card.id)).toEqual(isOff);
    await switchTo(true, profile.id);
    expect(await actionsOf(holder, card.id)).toEqual({
      possibleActions: [{ process: { symbolicName: unblock } }],
      unavailableActions: [],
    });
    await switchTo(false, profile.id);
    expect(await actionsOf(holder, card.id)).toEqual(isOff);
  });

  test("is not offered for an inactive card, and says so in words", async () => {
    await switchTo(true, profile.id);
    const user = await aUser(api.application);
    const card = await aCard(api.application, { profile, holder: user, state: "INACTIVE" });
    expect((await actionsOf(await api.as(user), card.id)).unavailableActions).toEqual([
      {
        process: { symbolicName: unblock },
        reason: "CARD_NOT_ACTIVE",
        message: "This card is inactive, so its PIN can't be unblocked here. Contact the help desk.",
      },
    ]);
  });

  test("is not offered to a holder whose account is not active", async () => {
    await switchTo(true, profile.id);
    const user = await aUser(api.application, { state: "INACTIVE" });
    const card = await aCard(api.application, { profile, holder: user });
    expect((await actionsOf(await api.as(user), card.id)).unavailableActions).toMatchObject([
      { reason: "USER_NOT_ACTIVE", message: "Your account isn't active. Contact the help desk." },
    ]);
  });

  test("tells those who may read any card that it is the holder's to do, or that the holder's account is not active", async () => {
    await switchTo(true, profile.id);
    const card = await aCard(api.application, { profile, holder: await aUser(api.application) });
    expect((await actionsOf(administrator, card.id)).unavailableActions).toMatchObject([
      { reason: "NOT_YOUR_CARD", message: "Only the holder of this card can use Unblock PIN offline." },
    ]);
    const away = await aUser(api.application, { state: "INACTIVE" });
    const other = await aCard(api.application, { profile, holder: away });
    expect((await actionsOf(administrator, other.id)).unavailableActions).toMatchObject([
      { reason: "USER_NOT_ACTIVE", message: "The holder's account isn't active. Contact the help desk." },
    ]);
  });
});

describe("a self-service user", () => {
  test("sees only their own cards, and those of others look as if there were none", async () => {
    const [mine, theirs] = [await aUser(api.application), await aUser(api.application)];
    const [own, other] = [
      await aCard(api.application, { profile, holder: mine }),
      await aCard(api.application, { profile, holder: theirs }),
    ];
    const me = await api.as(mine);
    const { viewer } = await asked(
      me,
      "{ viewer { cards(first: 10) { nodes { id holder { username } } totalCount { count } } } }",
    );
    expect(viewer.cards).toEqual({
      nodes: [{ id: own.id, holder: { username: mine.username } }],
      totalCount: { count: 1 },
    });
    const look = (id: string) => me.graphql("query ($id: ID!) { card(id: $id) { id } }", { id });
    const denied = await look(other.id);
    for (const id of [absent, "nonsense", "\u0000"]) expect((await look(id)).text).toBe(denied.text);
    expect(denied.data).toEqual({ card: null });
    const list = await me.graphql("{ cards(first: 10) { nodes { id } } }");
    expect(list.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });

  test("reads id and name of their card's profile and nothing else of it", async () => {
    const user = await aUser(api.application);
    const { id } = await aCard(api.application, { profile, holder: user });
    const me = await api.as(user);
    const { card } = await asked(
      me,
      "query ($id: ID!) { card(id: $id) { challengeLengths validUntil profile { id name } } }",
      { id },
    );
    expect(card).toEqual({
      challengeLengths: [16, 32, 48, 64],
      validUntil: null,
      profile: { id: profile.id, name: profile.name },
    });
    for (const field of [
      "description",
      "cardType { name }",
      "version",
      "states { state }",
      "cardCount { count }",
      "changedAt",
      "changedBy { id }",
    ]) {
      const { errors } = await me.graphql(`query ($id: ID!) { card(id: $id) { profile { ${field} } } }`, { id });
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
    }
  });
});

test("twenty cards with all that can be done with them take few statements", async () => {
  const user = await aUser(api.application);
  for (let index = 0; index < 20; index += 1) await aCard(api.application, { profile, holder: user });
  let statements = 0;
  const { reader } = api.at.database;
  const { rows, row } = reader;
  const counting = reader as { rows: typeof rows; row: typeof row };
  counting.rows = (...given) => ((statements += 1), rows(...given)) as never;
  counting.row = (...given) => ((statements += 1), row(...given)) as never;
  const me = await api.as(user);
  await asked(
    me,
    "{ viewer { cards(first: 100) { nodes { id challengeLengths holder { id } profile { name } possibleActions { process { name } } unavailableActions { message } openProcess { id } } } } }",
  );
  Object.assign(counting, { rows, row });
  expect(statements).toBeGreaterThan(0);
  expect(statements).toBeLessThanOrEqual(5);
});

describe("changing a card's state", () => {
  const card = async (state: CardState, holder: { id: string } | null = null) =>
    (await aCard(api.application, { profile, holder, state })).id;

  test("moves it along the state graph and leaves one audit entry", async () => {
    const cardId = await card("ACTIVE");
    expect(await change({ cardId, process: "CardsProcDeactivate" })).toMatchObject({
      __typename: "CardStateChanged",
      card: { state: "INACTIVE", version: 2 },
    });
    const entry = await lastEntry();
    expect(entry).toMatchObject({ action: "card.changeCardState", outcome: "CardStateChanged", card_id: cardId });
    expect(JSON.parse(entry?.["facts"] as string)).toEqual({
      process: "CardsProcDeactivate",
      before: "ACTIVE",
      after: "INACTIVE",
    });
  });

  test("reactivates the card of an active holder only", async () => {
    const away = await card("INACTIVE", await aUser(api.application, { state: "INACTIVE" }));
    expect(await change({ cardId: away, process: "CardsProcReactivate" })).toMatchObject({
      __typename: "ProcessNotOffered",
      reason: "USER_NOT_ACTIVE",
    });
    const back = await card("INACTIVE", await aUser(api.application));
    expect((await change({ cardId: back, process: "CardsProcReactivate" })).card.state).toBe("ACTIVE");
  });

  test("is refused with ProcessNotOffered for every process of a locked card: it is final", async () => {
    const cardId = await card("ACTIVE");
    expect((await change({ cardId, process: "CardsProcLock" })).card).toMatchObject({
      state: "LOCKED",
      possibleActions: [],
    });
    for (const process of ["CardsProcActivate", "CardsProcReactivate", "CardsProcDeactivate", "CardsProcIssue"]) {
      expect((await change({ cardId, process })).__typename).toBe("ProcessNotOffered");
    }
    expect(await change({ cardId, process: "CardsProcReactivate" })).toMatchObject({
      reason: "CARD_STATE_DOES_NOT_ALLOW",
      message: "This card is locked, so Reactivate card can't be used for it.",
      field: ["process"],
    });
    expect(await lastEntry()).toMatchObject({ outcome: "ProcessNotOffered", was_refused: 1 });
  });

  test("is refused with ProcessNotOffered for a process that its profile does not have on", async () => {
    const cardId = await card("REGISTERED");
    expect(await change({ cardId, process: "CardsProcIssue" })).toMatchObject({
      __typename: "ProcessNotOffered",
      reason: "PROCESS_NOT_ENABLED",
    });
  });

  test("is refused with ProcessUnknown, also for a process that changes no state", async () => {
    const cardId = await card("ACTIVE");
    for (const process of ["Nonsense", unblock, "CardsProcEdit"]) {
      expect((await change({ cardId, process })).__typename).toBe("ProcessUnknown");
    }
  });

  test("is refused with CardNotFound", async () => {
    for (const cardId of [absent, "nonsense"]) {
      expect(await change({ cardId, process: "CardsProcLock" })).toMatchObject({
        __typename: "CardNotFound",
        code: "CARD_NOT_FOUND",
        field: ["cardId"],
      });
    }
  });

  test("is refused with CardChangedMeanwhile, which shows the card as it is now", async () => {
    const cardId = await card("ACTIVE");
    await change({ cardId, process: "CardsProcDeactivate", version: 1 });
    expect(await change({ cardId, process: "CardsProcLock", version: 1 })).toMatchObject({
      __typename: "CardChangedMeanwhile",
      card: { state: "INACTIVE", version: 2 },
      message: "This card was changed meanwhile: it is inactive now. Check what can be done with it.",
    });
  });

  test("is done once when two do it at once", async () => {
    const cardId = await card("ACTIVE");
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => change({ cardId, process: "CardsProcDeactivate", version: 1 })),
    );
    const names = outcomes.map(({ __typename }) => String(__typename)).sort();
    expect(names).toEqual([...Array.from({ length: 5 }, () => "CardChangedMeanwhile"), "CardStateChanged"]);
  });

  test("is refused with NotPermitted to those who may not", async () => {
    const user = await aUser(api.application);
    const cardId = await card("ACTIVE", user);
    expect((await change({ cardId, process: "CardsProcLock" }, await api.as(user))).__typename).toBe("NotPermitted");
  });
});
