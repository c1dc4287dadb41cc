import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { effectScope, type EffectScope } from "vue";
import { usePracticeReader } from "./usePracticeReader.ts";

const chip = { isInserted: true, pinTriesLeft: 3, responseTriesLeft: 5, hasFirstPin: true };
const card = { id: "c1", label: "Employee card", lastFour: "4821", holderName: "Maria", holderUsername: "maria" };
let answers: Record<string, object[]>;
let asked: string[];
let scope: EffectScope;

beforeEach(() => {
  asked = [];
  answers = {
    cards: [{ firstPin: "2580", cards: [card] }],
    addresses: [{ addresses: ["http://192.0.2.7:4000"] }],
    insert: [{ type: "CardInserted", message: "In", challenge: null, chip }],
  };
  vi.stubGlobal("fetch", async (path: string) => {
    const name = path.split("/").at(-1) ?? "";
    asked.push(name);
    const next = answers[name]?.shift();
    return next === undefined ? new Response("", { status: 404 }) : Response.json(next);
  });
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

const newReader = () => scope.run(usePracticeReader)!;
const issued = (...challenge: string[]) => ({ type: "ChallengeIssued", message: "New", challenge, chip });

test("a reload starts at the card that was in the reader", async () => {
  const reader = newReader();
  await reader.load("c1");
  expect(reader.stage.value).toBe("signIn");
  expect(reader.card.value?.lastFour).toBe("4821");
});

test("a card that is not offered leaves the reader empty", async () => {
  const reader = newReader();
  await reader.load("other");
  expect(reader.stage.value).toBe("choose");
  expect(asked).not.toContain("insert");
});

test("a wrong response is explained, and the next challenge is on the screen already", async () => {
  const message = "The response is incorrect.";
  answers["challenge"] = [issued("1111"), issued("2222")];
  answers["unblock"] = [
    { type: "ResponseIncorrect", message, challenge: null, chip: { ...chip, responseTriesLeft: 4 } },
  ];
  const reader = newReader();
  await reader.load("c1");
  await reader.operate("challenge");
  expect(reader.challenge.value).toEqual(["1111"]);
  await reader.operate("unblock", { response: "00" });
  expect(reader.challenge.value).toEqual(["2222"]);
  expect(reader.answer.value?.message).toBe(message);
  expect(reader.wrongField.value).toBe("response");
});

test("the challenge leaves the screen when the computer is locked or the page is left", async () => {
  answers["challenge"] = [issued("1111"), issued("2222")];
  const reader = newReader();
  await reader.load("c1");
  await reader.operate("challenge");
  reader.lock();
  expect(reader.challenge.value).toBeNull();
  await reader.operate("challenge");
  scope.stop();
  expect(reader.challenge.value).toBeNull();
});

test("a server without a practice card says so", async () => {
  answers = {};
  const reader = newReader();
  await reader.load(null);
  expect(reader.failure.value).toBe("Absent");
});
