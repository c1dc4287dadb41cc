import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCard, aProfile, aUser } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

const unblock = "CardsSelfServiceProcUnblockPINOffline";

let api: TestApi;
let administrator: Caller;
beforeAll(async () => {
  api = await testApi();
  const ada = await aUser(api.application, { displayName: "Ada Admin", role: "ADMINISTRATOR" });
  administrator = await api.as(ada);
});
afterAll(() => api.remove());

const everything = `fragment Everything on CardProfile {
  id name description version changedAt changedBy { displayName } cardType { name label cipher challengeLengths }
  cardCount { count precision }
  states {
    state defaultCommands { symbolicName } availableCommands { symbolicName }
    additionalCommands { process { symbolicName } who position }
  }
}`;
const refusal = "... on Refusal { code message field }";

const create = (input: Record<string, unknown>, caller = administrator) =>
  result(
    caller,
    `mutation ($input: CreateCardProfileInput!) { it: createCardProfile(input: $input) {
      __typename ... on CardProfileSaved { cardProfile { ...Everything } } ${refusal} } } ${everything}`,
    { description: "", cardType: "minidriver-3des", legacyReason: "Old cards", ...input },
  );
const update = (input: Record<string, unknown>) =>
  result(
    administrator,
    `mutation ($input: UpdateCardProfileInput!) { it: updateCardProfile(input: $input) {
      __typename ... on CardProfileSaved { cardProfile { ...Everything } }
      ... on ChangedMeanwhile { changedBy changedAt cardProfile { name version } } ${refusal} } } ${everything}`,
    input,
  );
const save = (input: Record<string, unknown>, caller = administrator) =>
  result(
    caller,
    `mutation ($input: SaveStateCommandsInput!) { it: saveStateCommands(input: $input) {
      __typename ... on CardProfileSaved { cardProfile { ...Everything } }
      ... on ChangedMeanwhile { changedBy changedAt cardProfile { name version } }
      ... on WhoNotAllowed { allowed } ${refusal} } } ${everything}`,
    input,
  );
const enable = (input: Record<string, unknown>, caller = administrator) =>
  result(
    caller,
    `mutation ($input: EnableProcessInput!) { it: enableProcess(input: $input) {
      __typename ... on ProcessEnabled { cardProfile { ...Everything } } ${refusal} } } ${everything}`,
    { state: "ACTIVE", process: unblock, ...input },
  );
const disable = (input: Record<string, unknown>) =>
  result(
    administrator,
    `mutation ($input: DisableProcessInput!) { it: disableProcess(input: $input) {
      __typename ... on ProcessDisabled { cardProfile { ...Everything } } ${refusal} } } ${everything}`,
    { state: "ACTIVE", process: unblock, ...input },
  );

async function result(caller: Caller, document: string, input: unknown) {
  const { data, errors } = await caller.graphql(document, { input });
  expect(errors).toEqual([]);
  return data?.["it"];
}

interface Tab {
  readonly state: string;
  readonly additionalCommands: readonly { process: { symbolicName: string }; who: string[] }[];
}
const rowsIn = ({ states }: { states: readonly Tab[] }, wanted: string) =>
  states
    .filter(({ state }) => state === wanted)
    .flatMap(({ additionalCommands }) => additionalCommands.map(({ process, who }) => [process.symbolicName, ...who]));
const lastEntry = () =>
  api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");
const noProfile = "00000000-0000-4000-8000-000000000000";

describe("a new card profile", () => {
  test("has nothing switched on in any state", async () => {
    const { cardProfile } = await create({ name: "Employee card", description: " For everyone " });
    expect(cardProfile).toMatchObject({
      name: "Employee card",
      description: "For everyone",
      version: 1,
      changedBy: { displayName: "Ada Admin" },
      cardType: { name: "minidriver-3des", challengeLengths: [16, 32, 48, 64] },
      cardCount: { count: 0, precision: "EXACT" },
    });
    expect(cardProfile.states).toHaveLength(11);
    for (const { additionalCommands } of cardProfile.states) expect(additionalCommands).toEqual([]);
  });

  test("has the processes of a card in use among its Default Commands, and offers the others for a row", async () => {
    const { cardProfile } = await create({ name: "With commands" });
    const active = cardProfile.states.find(({ state }: { state: string }) => state === "ACTIVE");
    const names = (list: { symbolicName: string }[]) => list.map(({ symbolicName }) => symbolicName);
    expect(names(active.defaultCommands)).toEqual(["CardsProcDeactivate", "CardsProcLock"]);
    expect(names(active.availableCommands)).toEqual([unblock]);
  });

  test("is refused with CardProfileNameTaken when a name differs in case only", async () => {
    await create({ name: "Visitor card" });
    expect(await create({ name: "  VISITOR   card " })).toMatchObject({
      __typename: "CardProfileNameTaken",
      code: "CARD_PROFILE_NAME_TAKEN",
      message: "There is another card profile named VISITOR card. Choose another name.",
      field: ["name"],
    });
  });

  test("is refused with CardProfileNameMissing", async () => {
    expect(await create({ name: " \t " })).toMatchObject({ __typename: "CardProfileNameMissing", field: ["name"] });
  });

  test("is refused with CardProfileTextTooLong, and made at the limit", async () => {
    expect(await create({ name: "n".repeat(121) })).toMatchObject({
      __typename: "CardProfileTextTooLong",
      message: "Name must have 120 characters or fewer. You entered 121.",
      field: ["name"],
    });
    expect(await create({ name: "Long", description: "d".repeat(1001) })).toMatchObject({
      __typename: "CardProfileTextTooLong",
      field: ["description"],
    });
    const made = await create({ name: "n".repeat(120), description: "d".repeat(1000) });
    expect(made.__typename).toBe("CardProfileSaved");
  });

  test("is refused with CardTypeUnknown", async () => {
    expect(await create({ name: "Odd", cardType: "floppy" })).toMatchObject({
      __typename: "CardTypeUnknown",
      field: ["cardType"],
    });
  });

  test("is made once when two administrators choose the same name at once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => create({ name: "At once" })));
    const names = outcomes.map(({ __typename }) => String(__typename)).sort();
    expect(names).toEqual([...Array.from({ length: 7 }, () => "CardProfileNameTaken"), "CardProfileSaved"]);
  });
});

describe("changing a card profile", () => {
  test("changes what is given and keeps the rest", async () => {
    const { id } = await aProfile(api.application, { name: "Changing" });
    const { cardProfile } = await update({ id, version: 1, description: "New words" });
    expect(cardProfile).toMatchObject({ name: "Changing", description: "New words", version: 2 });
    expect((await lastEntry())?.["facts"]).toBe('{"description":"changed"}');
  });

  test("is refused with ChangedMeanwhile, which says who and how long ago and shows the profile", async () => {
    const { id } = await aProfile(api.application, { name: "Contended" });
    await update({ id, version: 1, name: "Contended, renamed" });
    api.clock.forward(2 * 60_000 + 5_000);
    expect(await update({ id, version: 1, name: "Mine" })).toMatchObject({
      __typename: "ChangedMeanwhile",
      changedBy: "Ada Admin",
      message: "Ada Admin changed this 2 minutes ago. See changes.",
      field: null,
      cardProfile: { name: "Contended, renamed", version: 2 },
    });
  });

  test("is refused with CardProfileNotFound, also for an id that cannot be one", async () => {
    for (const id of [noProfile, "nonsense", "\u0000"]) {
      expect((await update({ id, version: 1, name: "N" })).__typename).toBe("CardProfileNotFound");
    }
  });

  test("is refused with CardProfileNameTaken, but not by its own name in another case", async () => {
    const { id } = await aProfile(api.application, { name: "Own name" });
    await aProfile(api.application, { name: "Other name" });
    expect((await update({ id, version: 1, name: "other NAME" })).__typename).toBe("CardProfileNameTaken");
    expect((await update({ id, version: 1, name: "OWN name" })).cardProfile.name).toBe("OWN name");
  });

  test("is refused with CardTypeInUse once cards have keys that the other type does not take", async () => {
    const profile = await aProfile(api.application, { cardType: "gids" });
    const empty = await update({ id: profile.id, version: 1, cardType: "piv-9b-aes256" });
    expect(empty.cardProfile.cardType.name).toBe("piv-9b-aes256");
    await update({ id: profile.id, version: 2, cardType: "gids", legacyReason: "Old cards" });
    await aCard(api.application, { profile });
    expect(await update({ id: profile.id, version: 3, cardType: "piv-9b-aes256" })).toMatchObject({
      __typename: "CardTypeInUse",
      message: "This profile has cards with keys for GIDS, 3DES. Make a new profile for another card type.",
    });
    const sameKeys = await update({ id: profile.id, version: 3, cardType: "tpm-vsc" });
    expect(sameKeys.cardProfile.cardType.name).toBe("tpm-vsc");
  });
});

describe("saving the rows of a state", () => {
  test("makes them exactly the given ones and leaves other states alone", async () => {
    const on = [{ state: "REGISTERED" as const, process: "CardsProcIssue", who: ["OPERATOR"] }];
    const { id: profileId } = await aProfile(api.application, { on });
    const commands = [{ process: unblock, who: ["SELF_SERVICE"] }];
    const saved = await save({ profileId, version: 1, state: "ACTIVE", commands });
    expect(saved.cardProfile.version).toBe(2);
    expect(rowsIn(saved.cardProfile, "ACTIVE")).toEqual([[unblock, "SELF_SERVICE"]]);
    expect(rowsIn(saved.cardProfile, "REGISTERED")).toEqual([["CardsProcIssue", "OPERATOR"]]);
    expect(JSON.parse((await lastEntry())?.["facts"] as string)).toEqual({
      state: "ACTIVE",
      before: "none",
      after: `${unblock} (SELF_SERVICE)`,
    });
    const emptied = await save({ profileId, version: 2, state: "ACTIVE", commands: [] });
    expect(rowsIn(emptied.cardProfile, "ACTIVE")).toEqual([]);
  });

  test("keeps their order", async () => {
    const { id: profileId } = await aProfile(api.application);
    const rows = ["CardsProcRequest", "CardsProcIssue"].map((process) => ({ process, who: ["OPERATOR"] }));
    await save({ profileId, version: 1, state: "REGISTERED", commands: rows });
    const turned = await save({ profileId, version: 2, state: "REGISTERED", commands: [...rows].reverse() });
    expect(rowsIn(turned.cardProfile, "REGISTERED").map(([name]) => name)).toEqual([
      "CardsProcIssue",
      "CardsProcRequest",
    ]);
  });

  test("is refused with ChangedMeanwhile for all but one of those who save the same version at once", async () => {
    const { id: profileId } = await aProfile(api.application);
    const commands = [{ process: unblock, who: ["SELF_SERVICE"] }];
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => save({ profileId, version: 1, state: "ACTIVE", commands })),
    );
    const names = outcomes.map(({ __typename }) => String(__typename)).sort();
    expect(names).toEqual(["CardProfileSaved", ...Array.from({ length: 4 }, () => "ChangedMeanwhile")]);
  });

  test.each([
    ["ProcessUnknown", { process: "Nonsense", who: ["SELF_SERVICE"] }, ["commands", "0", "process"]],
    ["ProcessNotAllowedInState", { process: "CardsProcIssue", who: ["OPERATOR"] }, ["commands", "0", "process"]],
    ["ProcessNotAllowedInState", { process: "CardsProcLock", who: ["OPERATOR"] }, ["commands", "0", "process"]],
    [
      "ProcessNotAllowedInState",
      { process: "CardsProcUnblockRemote", who: ["OPERATOR"] },
      ["commands", "0", "process"],
    ],
    ["WhoNotAllowed", { process: unblock, who: [] }, ["commands", "0", "who"]],
    ["WhoNotAllowed", { process: unblock, who: ["SELF_SERVICE", "OPERATOR"] }, ["commands", "0", "who"]],
  ])("is refused with %s for %j, and nothing is kept", async (__typename, row, field) => {
    const { id: profileId } = await aProfile(api.application);
    const refused = await save({ profileId, version: 1, state: "ACTIVE", commands: [row] });
    expect(refused).toMatchObject({ __typename, field });
    const { data } = await administrator.graphql(`query ($id: ID!) { cardProfile(id: $id) { version } }`, {
      id: profileId,
    });
    expect(data).toEqual({ cardProfile: { version: 1 } });
  });

  test("is refused with ProcessListedTwice", async () => {
    const { id: profileId } = await aProfile(api.application);
    const row = { process: unblock, who: ["SELF_SERVICE"] };
    expect(await save({ profileId, version: 1, state: "ACTIVE", commands: [row, row] })).toMatchObject({
      __typename: "ProcessListedTwice",
      message: "Unblock PIN offline is in the list already. Remove one of the two rows.",
      field: ["commands", "1", "process"],
    });
  });

  test("is refused with CardProfileNotFound", async () => {
    const refused = await save({ profileId: noProfile, version: 1, state: "ACTIVE", commands: [] });
    expect(refused.__typename).toBe("CardProfileNotFound");
  });
});

describe("switching a process on and off", () => {
  test("is for everybody the process can be started by unless told otherwise, and can be repeated", async () => {
    const { id: profileId, name } = await aProfile(api.application);
    for (const _ of [1, 2]) {
      const { cardProfile } = await enable({ profileId });
      expect(rowsIn(cardProfile, "ACTIVE")).toEqual([[unblock, "SELF_SERVICE"]]);
      expect(cardProfile.version).toBe(2);
    }
    expect(await lastEntry()).toMatchObject({
      action: "profile.enableProcess",
      outcome: "ProcessEnabled",
      profile_name: name,
    });
    for (const _ of [1, 2]) {
      const { cardProfile } = await disable({ profileId });
      expect(rowsIn(cardProfile, "ACTIVE")).toEqual([]);
      expect(cardProfile.version).toBe(3);
    }
    expect(await lastEntry()).toMatchObject({ action: "profile.disableProcess", outcome: "ProcessDisabled" });
  });

  test("adds one row when many switch it on at once", async () => {
    const { id: profileId } = await aProfile(api.application);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => enable({ profileId })));
    expect(outcomes.every(({ __typename }) => __typename === "ProcessEnabled")).toBe(true);
    expect(rowsIn(outcomes[0].cardProfile, "ACTIVE")).toEqual([[unblock, "SELF_SERVICE"]]);
  });

  test.each([
    ["CardProfileNotFound", { profileId: noProfile }],
    ["ProcessUnknown", { process: "Nonsense" }],
    ["ProcessNotAllowedInState", { state: "INACTIVE" }],
    ["WhoNotAllowed", { who: ["API_TOKEN"] }],
  ])("is refused with %s for %j, and audited", async (__typename, wrong) => {
    const { id: profileId } = await aProfile(api.application);
    expect((await enable({ profileId, ...wrong })).__typename).toBe(__typename);
    expect(await lastEntry()).toMatchObject({ action: "profile.enableProcess", outcome: __typename, was_refused: 1 });
  });

  test.each([
    ["CardProfileNotFound", { profileId: noProfile }],
    ["ProcessUnknown", { process: "Nonsense" }],
  ])("off is refused with %s", async (__typename, wrong) => {
    const { id: profileId } = await aProfile(api.application);
    expect((await disable({ profileId, ...wrong })).__typename).toBe(__typename);
  });

  test("is refused with NotPermitted to those who may not change profiles", async () => {
    const { id: profileId } = await aProfile(api.application);
    for (const role of ["OPERATOR", "AUDITOR", "SELF_SERVICE_USER"] as const) {
      const other = await api.as(await aUser(api.application, { role }));
      expect((await enable({ profileId }, other)).__typename).toBe("NotPermitted");
      expect((await create({ name: "Not mine" }, other)).__typename).toBe("NotPermitted");
      expect((await save({ profileId, version: 1, state: "ACTIVE", commands: [] }, other)).__typename).toBe(
        "NotPermitted",
      );
    }
  });
});

describe("the list of card profiles", () => {
  const names = async (caller: Caller, variables: Record<string, unknown>) => {
    const { data, errors } = await caller.graphql(
      `query ($first: Int!, $after: String, $search: String) { cardProfiles(first: $first, after: $after, search: $search) {
        nodes { name } pageInfo { hasNextPage endCursor } totalCount { count precision } } }`,
      variables,
    );
    expect(errors).toEqual([]);
    return data?.["cardProfiles"];
  };

  test("is by name, a page at a time, and finds a part of a name as it is written", async () => {
    for (const name of ["zz 50% b", "ZZ 50% a", "zz 500 c"]) await aProfile(api.application, { name });
    const page = await names(administrator, { first: 1, search: "Z 50%" });
    expect(page).toMatchObject({ nodes: [{ name: "ZZ 50% a" }], pageInfo: { hasNextPage: true } });
    expect(page.totalCount).toEqual({ count: 2, precision: "EXACT" });
    const next = await names(administrator, { first: 1, search: "Z 50%", after: page.pageInfo.endCursor });
    expect(next).toMatchObject({ nodes: [{ name: "zz 50% b" }], pageInfo: { hasNextPage: false } });
  });

  test("is forbidden to those who may not read profiles, and so is all but id and name of one", async () => {
    const other = await api.as(await aUser(api.application));
    const list = await other.graphql("{ cardProfiles(first: 5) { nodes { name } } }");
    expect(list.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
    const types = await other.graphql("{ cardTypes { name } }");
    expect(types.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  });
});

test("every process is described to whoever signed in", async () => {
  const other = await api.as(await aUser(api.application));
  const { data } = await other.graphql(
    "{ processes { symbolicName name kind component requiredCardStates requiredUserState movesCardTo isOnByDefault isRunnable startableBy } }",
  );
  expect(data?.["processes"]).toContainEqual({
    symbolicName: unblock,
    name: "Unblock PIN offline",
    kind: "UNBLOCK",
    component: "SELF_SERVICE",
    requiredCardStates: ["ACTIVE"],
    requiredUserState: "ACTIVE",
    movesCardTo: null,
    isOnByDefault: false,
    isRunnable: true,
    startableBy: ["SELF_SERVICE"],
  });
});
