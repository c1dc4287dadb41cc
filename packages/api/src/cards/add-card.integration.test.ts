import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { system } from "../platform/actor.ts";
import { aProfile, aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import type { AddCardCommand } from "./add-card.ts";
import { cardRepository } from "./card.repository.ts";

let api: TestApi;
let profileName: string;
beforeAll(async () => {
  api = await testApi();
  profileName = (await aProfile(api.application, { name: "Adding", cardType: "piv-9b-aes256" })).name;
  await aUser(api.application, { username: "holder", displayName: "Holder" });
});
afterAll(() => api.remove());

let number = 0;
const add = (wanted: Partial<AddCardCommand> = {}) =>
  api.application.cards.addCard(system, {
    serialNumber: `5000 ${(number += 1)}`,
    label: "Employee card",
    profileName,
    holderUsername: "holder",
    adminKey: new Uint8Array(32).fill(7),
    ...wanted,
  });
const lastEntry = () =>
  api.at.database.reader.row<Record<string, unknown>>("SELECT * FROM audit_events ORDER BY sequence DESC LIMIT 1");

describe("adding a card", () => {
  test("keeps it with its key sealed, and one audit entry that has the KCV and not the key", async () => {
    const adminKey = new Uint8Array(32).map((_, index) => index * 5 + 1);
    const added = await add({ serialNumber: " ab 12-3 ", state: "ACTIVE", adminKey });
    if (added.type !== "CardAdded") throw new Error(added.type);
    const card = await cardRepository(api.at.database.reader).byId(added.card.id);
    expect(card).toEqual(added.card);
    expect(card).toMatchObject({ serialNumber: "AB12-3", state: "ACTIVE", version: 1 });
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      action: "card.addCard",
      outcome: "CardAdded",
      serial_number: "AB12-3",
      subject_name: "holder",
    });
    expect(JSON.parse(entry?.["facts"] as string)).toEqual({ state: "ACTIVE", checkValue: added.checkValue?.value });
    expect(JSON.stringify(entry).toLowerCase()).not.toContain(Buffer.from(adminKey).toString("hex"));
  });

  test("needs no holder, and takes names in any case", async () => {
    const added = await add({ holderUsername: null, profileName: "ADDING" });
    expect(added).toMatchObject({ type: "CardAdded", card: { holderId: null, state: "REGISTERED" } });
    expect(await add({ holderUsername: "HOLDER" })).toMatchObject({ type: "CardAdded" });
  });

  test.each([
    ["SerialNumberUnreadable", { serialNumber: "" }],
    ["SerialNumberUnreadable", { serialNumber: "12;34" }],
    ["SerialNumberUnreadable", { serialNumber: "1".repeat(65) }],
    ["LabelUnusable", { label: " " }],
    ["LabelUnusable", { label: "l".repeat(201) }],
    ["HolderUnknown", { holderUsername: "stranger" }],
    ["CardProfileUnknown", { profileName: "stranger" }],
  ])("is refused with %s for %j", async (type, wanted) => {
    expect(await add(wanted)).toEqual({ type });
    expect(await lastEntry()).toMatchObject({ action: "card.addCard", outcome: type, was_refused: 1 });
  });

  test("is refused with AdminKeyWrongLength, and then there is no card", async () => {
    const outcome = await add({ serialNumber: "6000", adminKey: new Uint8Array(24) });
    expect(outcome).toEqual({ type: "AdminKeyWrongLength", expected: [32], entered: 24 });
    expect(await api.at.database.reader.row("SELECT 1 AS one FROM cards WHERE serial_number = '6000'")).toBeNull();
  });

  test("is refused with SerialNumberTaken, for all but one of those who add the same at once", async () => {
    const outcomes = await Promise.all(["70 01", "7001", "7001 "].map((serialNumber) => add({ serialNumber })));
    expect(outcomes.map(({ type }) => type).sort()).toEqual(["CardAdded", "SerialNumberTaken", "SerialNumberTaken"]);
  });
});
