import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex } from "@unlatch/core/bytes";
import { type CardTypeName, cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKekFile, type KeyVault, makeKeyVault } from "../keys/index.ts";
import { systemClock } from "../platform/clock.ts";
import { systemRandom } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import { type TestDatabase, testDatabase } from "../test-support/test-database.ts";
import { makePractice } from "./index.ts";

const keys3des = Uint8Array.from({ length: 24 }, (_, index) => index * 7 + 1);
const keysAes = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 3);
let place: TestDatabase;
let directory: string;
let vault: KeyVault;
let server: FastifyInstance;

beforeAll(async () => {
  place = await testDatabase();
  directory = await mkdtemp(join(tmpdir(), "unlatch-practice-"));
  const kek = createKekFile(join(directory, "kek"), systemRandom);
  vault = makeKeyVault({ kek, clock: systemClock, random: systemRandom });
  await place.database.transactions.run(addPeopleAndCards);
});
afterAll(async () => {
  await place.remove();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  server = Fastify();
  const { reader } = place.database;
  const practice = makePractice({
    reader,
    keys: vault,
    random: systemRandom,
    addresses: () => ["http://192.0.2.7:4000"],
  });
  await server.register(practice.routes, { prefix: "/practice/api" });
});

async function addPeopleAndCards(sql: Sql): Promise<void> {
  const now = new Date();
  const addUser = (id: string, hash: string | null) =>
    sql.run(
      "INSERT INTO users (id, username, username_key, display_name, display_name_key, role, state, password_hash, created_at, version) VALUES (?, ?, ?, ?, ?, 'SELF_SERVICE_USER', 'ACTIVE', ?, ?, 1)",
      [id, id, id, `Holder ${id}`, `holder ${id}`, hash, now],
    );
  const addProfile = (id: string, cardType: CardTypeName) =>
    sql.run(
      "INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES (?, ?, ?, '', ?, 1, ?)",
      [id, id, id, cardType, now],
    );
  const addCard = (id: string, profileId: string, holderId: string) =>
    sql.run(
      "INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, holder_id, created_at, version) VALUES (?, ?, ?, ?, 'ACTIVE', ?, ?, ?, 1)",
      [id, `0000-${id}`, `${id}-0000`, `Card ${id}`, profileId, holderId, now],
    );
  await addUser("ada", "a hash");
  await addUser("nobody", null);
  await addProfile("p3des", "minidriver-3des");
  await addProfile("paes", "piv-9b-aes256");
  await addCard("des1", "p3des", "ada");
  await addCard("aes1", "paes", "ada");
  await addCard("keyless", "p3des", "ada");
  await addCard("other", "p3des", "nobody");
  await vault.addAdminKey(sql, { cardId: "des1", cardType: cardTypeNamed("minidriver-3des") }, keys3des);
  await vault.addAdminKey(sql, { cardId: "aes1", cardType: cardTypeNamed("piv-9b-aes256") }, keysAes);
}

interface Answer extends Record<string, unknown> {
  status: number;
  challenge: string[];
}

async function post(path: string, body: object = {}): Promise<Answer> {
  const reply = await server.inject({ method: "POST", url: `/practice/api/cards/${path}`, payload: body });
  return { ...reply.json<Answer>(), status: reply.statusCode };
}

async function challengeOf(card: string): Promise<string> {
  await post(`${card}/insert`);
  return (await post(`${card}/challenge`)).challenge.join("");
}

function answer(cardType: CardTypeName, key: Uint8Array, challenge: string): string {
  return toHex(respond(cardTypeNamed(cardType), key, new Uint8Array(Buffer.from(challenge, "hex"))));
}

const pins = { newPin: "8642", repeated: "8642" };

describe("the list of practice cards", () => {
  test("names the cards whose holders can sign in, and no key", async () => {
    const reply = await server.inject("/practice/api/cards");
    const { cards, firstPin } = reply.json<{ cards: { id: string }[]; firstPin: string }>();
    expect(cards.map(({ id }) => id).sort()).toEqual(["aes1", "des1", "keyless"]);
    expect(cards.find(({ id }) => id === "des1")).toEqual({
      id: "des1",
      label: "Card des1",
      lastFour: "des1",
      state: "ACTIVE",
      cardType: "Windows minidriver, 3DES",
      profileName: "p3des",
      holderName: "Holder ada",
      holderUsername: "ada",
    });
    expect(firstPin).toBe("2580");
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  test("comes with the addresses for a phone", async () => {
    expect((await server.inject("/practice/api/addresses")).json()).toEqual({ addresses: ["http://192.0.2.7:4000"] });
  });
});

describe.each([
  { card: "des1", cardType: "minidriver-3des", key: keys3des, groups: 4 },
  { card: "aes1", cardType: "piv-9b-aes256", key: keysAes, groups: 8 },
] as const)("a $cardType card", ({ card, cardType, key, groups }) => {
  test("is blocked by three wrong PINs, unblocked by its own response, and takes the new PIN", async () => {
    await post(`${card}/insert`);
    expect(await post(`${card}/verify-pin`, { pin: "1111" })).toMatchObject({
      type: "PinIncorrect",
      message: "The PIN is incorrect. 2 attempts remaining.",
    });
    expect(await post(`${card}/verify-pin`, { pin: "1111" })).toMatchObject({
      message: "The PIN is incorrect. 1 attempt remaining.",
    });
    expect(await post(`${card}/verify-pin`, { pin: "1111" })).toMatchObject({
      type: "PinBlocked",
      message: "The smart card is blocked.",
      chip: { pinTriesLeft: 0 },
    });
    const issued = await post(`${card}/challenge`);
    expect(issued.challenge).toHaveLength(groups);
    const response = answer(cardType, key, issued.challenge.join(""));
    const unblocked = await post(`${card}/unblock`, { response, ...pins });
    expect(unblocked).toMatchObject({ type: "CardUnblocked", message: "Your PIN was changed. You are signed in." });
    expect(JSON.stringify(unblocked)).not.toContain(response);
    expect(await post(`${card}/verify-pin`, { pin: "2580" })).toMatchObject({ type: "PinIncorrect" });
    expect(await post(`${card}/verify-pin`, { pin: "8642" })).toMatchObject({ type: "PinAccepted" });
  });

  test("takes no response to an older challenge", async () => {
    const older = await challengeOf(card);
    await challengeOf(card);
    const reply = await post(`${card}/unblock`, { response: answer(cardType, key, older), ...pins });
    expect(reply).toMatchObject({ type: "ResponseIncorrect", chip: { responseTriesLeft: 4 } });
  });
});

describe("what was typed", () => {
  test.each([
    [{ response: "", ...pins }, "ResponseMissing", "Enter the response."],
    [{ response: "12G4", ...pins }, "ResponseHasBadCharacter", "Response must only include 0 to 9 and A to F."],
    [{ response: "1234", ...pins }, "ResponseWrongLength", "Response must have 16 characters. You entered 4."],
    [{ response: "0".repeat(16), newPin: "12", repeated: "12" }, "PinUnsuitable", "New PIN must have 4 to 8 digits."],
    [
      { response: "0".repeat(16), newPin: "8642", repeated: "8643" },
      "PinsDiffer",
      "The new PINs differ. Type the same PIN twice.",
    ],
  ])("%o is refused as %s and costs the card nothing", async (typed, type, message) => {
    const challenge = await challengeOf("des1");
    expect(await post("des1/unblock", typed)).toMatchObject({ type, message, chip: { responseTriesLeft: 5 } });
    const response = answer("minidriver-3des", keys3des, challenge);
    expect(await post("des1/unblock", { response, ...pins })).toMatchObject({ type: "CardUnblocked" });
  });

  test("is refused as NoChallenge when none waits", async () => {
    await post("des1/insert");
    expect(await post("des1/unblock", { response: "0".repeat(16), ...pins })).toMatchObject({ type: "NoChallenge" });
  });

  test("is refused as CardNotInserted when there is no card in the reader", async () => {
    expect(await post("des1/unblock", { response: "0".repeat(16), ...pins })).toMatchObject({
      type: "CardNotInserted",
    });
  });

  test("is refused as KeyUnavailable for a card without a key, and costs it nothing", async () => {
    await challengeOf("keyless");
    expect(await post("keyless/unblock", { response: "0".repeat(16), ...pins })).toMatchObject({
      type: "KeyUnavailable",
      chip: { responseTriesLeft: 5 },
    });
  });
});

test("five wrong responses wear the card out, and only then it can be replaced by a new one", async () => {
  expect(await post("des1/renew")).toMatchObject({ type: "CardInserted" });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await challengeOf("des1");
    await post("des1/unblock", { response: "0".repeat(16), ...pins });
  }
  expect(await post("des1/challenge")).toMatchObject({
    type: "CardWornOut",
    message: expect.stringContaining("would have to be replaced") as string,
  });
  expect(await post("des1/renew")).toMatchObject({ type: "CardRenewed", chip: { responseTriesLeft: 5 } });
  expect(await post("des1/verify-pin", { pin: "2580" })).toMatchObject({ type: "PinAccepted" });
});

test("of parallel attempts with one challenge exactly one is checked", async () => {
  const challenge = await challengeOf("des1");
  const response = answer("minidriver-3des", keys3des, challenge);
  const replies = await Promise.all(Array.from({ length: 20 }, () => post("des1/unblock", { response, ...pins })));
  expect(replies.filter(({ type }) => type === "CardUnblocked")).toHaveLength(1);
  expect(replies.filter(({ type }) => type === "NoChallenge")).toHaveLength(19);
});

test("the PIN can be blocked again for the next exercise", async () => {
  await post("des1/insert");
  expect(await post("des1/block")).toMatchObject({ type: "PinBlocked", chip: { pinTriesLeft: 0 } });
});

describe("the addresses take nothing else", () => {
  test("a card whose holder cannot sign in, and one that does not exist, look the same", async () => {
    const [other, absent] = [await post("other/insert"), await post("00000000/insert")];
    expect(other).toEqual(absent);
    expect(other.status).toBe(404);
  });

  test.each([
    ["text/plain", "{}"],
    ["application/x-www-form-urlencoded", ""],
    ["multipart/form-data; boundary=x", "--x--"],
  ])("a POST of content type %s", async (contentType, payload) => {
    const headers = { "content-type": contentType };
    const reply = await server.inject({ method: "POST", url: "/practice/api/cards/des1/block", headers, payload });
    expect(reply.statusCode).toBe(415);
  });

  test("a POST of nothing", async () => {
    const reply = await server.inject({ method: "POST", url: "/practice/api/cards/des1/block" });
    expect(reply.statusCode).toBe(415);
  });

  test("a body that is too large, no object, or has a field too many", async () => {
    expect((await post("des1/verify-pin", { pin: "1".repeat(5000) })).status).toBe(413);
    expect((await post("des1/verify-pin", [])).status).toBe(400);
    expect((await post("des1/verify-pin", { pin: "1", extra: 1 })).status).toBe(400);
  });
});
