import { fromHex, toHex } from "@unlatch/core/bytes";
import type { MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCard, aProfile, aUser } from "../../test-support/builders.ts";
import { anActiveMasterKey, ceremonySheets, type ComponentSheet } from "../../test-support/master-key-ceremony.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

let api: TestApi;
let [first, second, third, fourth]: Caller[] = [];
beforeAll(async () => {
  api = await testApi();
  const callers = [1, 2, 3, 4].map(async () => api.as(await aUser(api.application, { role: "ADMINISTRATOR" })));
  [first, second, third, fourth] = await Promise.all(callers);
});
afterAll(() => api.remove());

const fields = `id name usage cipher state neededComponents convention expectedCheckValue
  checkValues { convention value } components { number checkValue enteredBy { id } at } profiles { id } createdBy { id } decidedBy { id }`;
// oxlint-disable-next-line typescript/no-explicit-any
type Answered = Record<string, any>;

async function does(caller: Caller | undefined, name: string, input: object): Promise<Answered> {
  const type = `${(name[0] ?? "").toUpperCase()}${name.slice(1)}Input!`;
  const { data, text } = await caller!.graphql(
    `mutation ($input: ${type}) { ${name}(input: $input) { __typename ... on MasterKeySaved { masterKey { ${fields} } }
       ... on Refusal { code message field } } }`,
    { input },
  );
  if (!data?.[name]) throw new Error(text);
  return data[name] as Answered;
}

let count = 0;
interface Ceremony {
  readonly id: string;
  readonly key: Uint8Array;
  readonly sheets: ComponentSheet[];
}
async function begun(
  wanted: { kind?: MasterKeyKind; usage?: string; key?: Uint8Array; components?: number } = {},
): Promise<Ceremony> {
  const { kind = "AES-128", usage = "DERIVE", components = 2 } = wanted;
  const { random } = api.application;
  const key = wanted.key ?? random.bytes(16);
  const convention = kind.startsWith("AES") ? "CMAC" : "ENCRYPTED_ZEROS";
  const parts = Array.from({ length: components - 1 }, () => random.bytes(key.length));
  const sheets = ceremonySheets({ kind, key, convention }, parts);
  const { expectedCheckValue } = sheets;
  const saved = await does(first, "createMasterKey", {
    name: `Key ${(count += 1)}`,
    cipher: kind,
    usage,
    components,
    expectedCheckValue,
  });
  expect(saved["__typename"]).toBe("MasterKeySaved");
  return { id: saved["masterKey"].id, key, sheets: sheets.components };
}
const enter = (by: Caller | undefined, { id, sheets }: Ceremony, number: number, changed: object = {}) =>
  does(by, "enterMasterKeyComponent", { masterKeyId: id, number, ...sheets[number - 1], ...changed });
const approve = (by: Caller | undefined, { id }: Ceremony) => does(by, "approveMasterKey", { masterKeyId: id });
const rowsOf = (id: string) =>
  api.at.database.reader.row<{ sealed: Uint8Array | null; left: number }>(
    "SELECT sealed, (SELECT COUNT(*) FROM master_key_components WHERE master_key_id = k.id AND sealed IS NOT NULL) AS left FROM master_keys k WHERE id = ?",
    [id],
  );

describe("the ceremony of a master key", () => {
  test("takes three components from three administrators and the approval of a fourth", async () => {
    const ceremony = await begun({ components: 3 });
    expect((await enter(first, ceremony, 2))["masterKey"]).toMatchObject({ state: "COLLECTING", checkValues: [] });
    await enter(second, ceremony, 1);
    const whole = await enter(third, ceremony, 3);
    expect(whole["masterKey"].state).toBe("AWAITING_APPROVAL");
    expect(whole["masterKey"].components.map(({ number }: Answered) => number)).toEqual([1, 2, 3]);
    expect(whole["masterKey"].checkValues.map(({ convention }: Answered) => convention)).toEqual([
      "CMAC",
      "ENCRYPTED_ZEROS",
      "ENCRYPTED_ONES",
    ]);
    const rows = await rowsOf(ceremony.id);
    expect(Number(rows?.left)).toBe(0);
    expect((await approve(fourth, ceremony))["masterKey"].state).toBe("ACTIVE");
    const list = await first!.graphql("{ masterKeys(first: 100) { totalCount { count } nodes { id state } } }");
    expect(list.text).toContain(ceremony.id);
  });

  test("leaves entries with check values, and no byte of any component or key anywhere", async () => {
    const ceremony = await begun();
    await enter(first, ceremony, 1);
    await enter(second, ceremony, 2);
    await approve(third, ceremony);
    const { reader } = api.at.database;
    const entries = await reader.rows<{ action: string; facts: string }>(
      "SELECT action, facts FROM audit_events WHERE action LIKE 'masterKey.%' ORDER BY sequence DESC LIMIT 4",
    );
    expect(entries.map(({ action }) => action)).toEqual([
      "masterKey.approve",
      "masterKey.enterComponent",
      "masterKey.enterComponent",
      "masterKey.create",
    ]);
    for (const { facts } of entries) expect(facts).toMatch(/"checkValue":"[0-9A-F]{6}"/);
    const tables = ["audit_events", "master_keys", "master_key_components"];
    const rows = await Promise.all(tables.map((table) => reader.rows(`SELECT * FROM ${table}`)));
    const hex = (value: unknown) => (value instanceof Uint8Array ? toHex(value) : String(value));
    const everything =
      rows
        .flat()
        .flatMap((row) => Object.values(row as object).map(hex))
        .join(" ") + api.log.join(" ");
    for (const secret of [toHex(ceremony.key), ...ceremony.sheets.map(({ component }) => component)]) {
      expect(everything.toUpperCase()).not.toContain(secret);
    }
  });

  test("ends with Reject, and the bytes are gone", async () => {
    const ceremony = await begun();
    await enter(first, ceremony, 1);
    await enter(second, ceremony, 2);
    const rejected = await does(first, "rejectMasterKey", { masterKeyId: ceremony.id });
    expect(rejected["masterKey"].state).toBe("REJECTED");
    expect((await rowsOf(ceremony.id))?.sealed).toBeNull();
    expect((await approve(third, ceremony))["__typename"]).toBe("MasterKeyInAnotherState");
  });

  test("takes one component of two that the same person sends at once", async () => {
    const ceremony = await begun({ components: 3 });
    const both = await Promise.all([enter(first, ceremony, 1), enter(first, ceremony, 2)]);
    expect(both.map(({ __typename }) => String(__typename)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "ComponentAlreadyYours",
      "MasterKeySaved",
    ]);
  });
});

describe("a step is refused with", () => {
  const plan = { name: "Odd", cipher: "AES-128", usage: "DERIVE", components: 2, expectedCheckValue: "ABCDEF" };
  test.each([
    ["MasterKeyNameUnusable", { name: "  " }, ["name"]],
    ["MasterKeyPlanUnusable", { cipher: "DES" }, ["cipher"]],
    ["MasterKeyPlanUnusable", { components: 1 }, ["components"]],
    ["MasterKeyPlanUnusable", { cipher: "2TDEA", convention: "CMAC" }, ["convention"]],
    ["CheckValueUnreadable", { expectedCheckValue: "ABCDE" }, ["expectedCheckValue"]],
  ])("%s for %j", async (type, changed, field) => {
    expect(await does(first, "createMasterKey", { ...plan, ...changed })).toMatchObject({ __typename: type, field });
  });

  test("MasterKeyNameTaken", async () => {
    await does(first, "createMasterKey", { ...plan, name: "Once" });
    expect((await does(first, "createMasterKey", { ...plan, name: "ONCE" }))["__typename"]).toBe("MasterKeyNameTaken");
  });

  test("MasterKeyNotFound", async () => {
    const nowhere = {
      id: "00000000-0000-4000-8000-000000000000",
      key: new Uint8Array(),
      sheets: [{ component: "00", checkValue: "000000" }],
    };
    expect((await enter(first, nowhere, 1))["__typename"]).toBe("MasterKeyNotFound");
    expect((await approve(first, nowhere))["__typename"]).toBe("MasterKeyNotFound");
  });

  test("ComponentAlreadyYours when one person would enter two", async () => {
    const ceremony = await begun();
    await enter(first, ceremony, 1);
    expect((await enter(first, ceremony, 2))["__typename"]).toBe("ComponentAlreadyYours");
  });

  test("ComponentNumberUnusable, ComponentUnreadable, ComponentEmpty, CheckValueUnreadable, ComponentCheckValueDiffers", async () => {
    const ceremony = await begun();
    await enter(first, ceremony, 1);
    const typeOf = async (number: number, changed: object) =>
      (await enter(second, ceremony, number, changed))["__typename"];
    expect(await typeOf(1, {})).toBe("ComponentNumberUnusable");
    expect(await typeOf(2, { component: "0011" })).toBe("ComponentUnreadable");
    expect(await typeOf(2, { component: `${"00".repeat(15)}0G` })).toBe("ComponentUnreadable");
    expect(await typeOf(2, { component: "00".repeat(16), checkValue: "763CBC" })).toBe("ComponentEmpty");
    expect(await typeOf(2, { checkValue: "12345" })).toBe("CheckValueUnreadable");
    expect(await typeOf(2, { checkValue: "000000" })).toBe("ComponentCheckValueDiffers");
    expect(await typeOf(2, {})).toBe("MasterKeySaved");
  });

  test("CombinedCheckValueDiffers when a component is from another key; nothing is kept of it", async () => {
    const [ceremony, other] = [await begun(), await begun()];
    await enter(first, ceremony, 1);
    expect((await enter(second, ceremony, 2, other.sheets[1]))["__typename"]).toBe("CombinedCheckValueDiffers");
    expect((await enter(second, ceremony, 2))["masterKey"].state).toBe("AWAITING_APPROVAL");
  });

  test("ApproverEnteredComponent for whoever entered one", async () => {
    const ceremony = await begun();
    expect((await approve(third, ceremony))["__typename"]).toBe("MasterKeyInAnotherState");
    await enter(first, ceremony, 1);
    await enter(second, ceremony, 2);
    expect((await approve(second, ceremony))["__typename"]).toBe("ApproverEnteredComponent");
    expect((await approve(third, ceremony))["__typename"]).toBe("MasterKeySaved");
  });

  test.each([
    ["0102030405060708".repeat(3), "3TDEA"],
    ["00".repeat(24), "3TDEA"],
    ["0123456789ABCDEF0123456789ABCDEF", "2TDEA"],
  ] as const)("MasterKeyWeak for %s, which would derive others", async (hex, kind) => {
    const ceremony = await begun({ kind, key: fromHex(hex) });
    await enter(first, ceremony, 1);
    expect((await enter(second, ceremony, 2))["__typename"]).toBe("MasterKeyWeak");
  });

  test("MasterKeyKnown for the same key again", async () => {
    const key = api.application.random.bytes(16);
    await anActiveMasterKey(api, { name: "Known", kind: "AES-128", usage: "DERIVE", key });
    const again = await begun({ key });
    await enter(first, again, 1);
    expect(await enter(second, again, 2)).toMatchObject({ __typename: "MasterKeyKnown" });
  });

  test("KeyUsageConflict for a card's key, whatever its parity, that would derive others", async () => {
    const profile = await aProfile(api.application, { cardType: "gids" });
    const card = await aCard(api.application, { profile });
    const ceremony = await begun({ kind: "3TDEA", key: card.adminKey.map((byte) => byte ^ 1) });
    await enter(first, ceremony, 1);
    expect(await enter(second, ceremony, 2)).toMatchObject({
      __typename: "KeyUsageConflict",
      message: "This key already answers challenges of cards, and a key must never do both. Use another key.",
    });
  });

  test("StrictModeRefusesLegacy where 3DES is refused", async () => {
    const strict = await testApi({ isStrictCryptography: true });
    const caller = await strict.as(await aUser(strict.application, { role: "ADMINISTRATOR" }));
    const refused = await does(caller, "createMasterKey", { ...plan, cipher: "3TDEA" });
    expect(refused["__typename"]).toBe("StrictModeRefusesLegacy");
    await strict.remove();
  });
});
