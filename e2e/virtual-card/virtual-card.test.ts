import { expect, test } from "@playwright/test";
import { bytes, hexOf } from "./bytes.ts";
import { encipher, keyBytes, type ChipKind } from "./encipher.ts";
import { VirtualCard } from "./virtual-card.ts";

/** Answers a card as whoever knows its key would. */
const answer = (card: VirtualCard, challenge: string): string =>
  hexOf(encipher({ kind: card.kind, mode: "ECB", key: bytes(card.adminKeyHex) }, bytes(challenge)));

const wrong = "00".repeat(8);

test("blocks its PIN after three wrong ones in a row, and then takes not even the right one", () => {
  const card = new VirtualCard({ pin: "1357" });
  card.refusesPin({ times: 2 });
  expect(card.acceptsPin("1357")).toBe(true);
  card.refusesPin({ times: 3 });
  expect(card.isBlocked()).toBe(true);
  expect(card.acceptsPin("1357")).toBe(false);
});

for (const kind of ["3DES", "AES-128", "AES-192", "AES-256"] satisfies ChipKind[]) {
  test(`a blocked ${kind} card takes the response to its challenge and the new PIN`, () => {
    const card = new VirtualCard({ kind });
    card.refusesPin({ times: 3 });
    const challenge = card.challenge();
    expect(card.unblocks({ response: answer(card, challenge), newPin: "8642" })).toBe(true);
    expect(card.isBlocked()).toBe(false);
    expect(card.acceptsPin("8642")).toBe(true);
    expect(card.acceptsPin("1357")).toBe(false);
  });
}

test("shows its challenge in groups of four, as Windows does", () => {
  expect(new VirtualCard().challenge()).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/u);
  expect(new VirtualCard({ kind: "AES-128" }).challenge()).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){7}$/u);
});

test("takes a response in lower case and with spaces", () => {
  const card = new VirtualCard();
  const spaced = (answer(card, card.challenge()).toLowerCase().match(/.{4}/gu) ?? []).join(" ");
  expect(card.unblocks({ response: spaced, newPin: "8642" })).toBe(true);
});

test("takes a response once only", () => {
  const card = new VirtualCard();
  const response = answer(card, card.challenge());
  expect(card.unblocks({ response, newPin: "8642" })).toBe(true);
  expect(card.unblocks({ response, newPin: "9999" })).toBe(false);
  expect(card.acceptsPin("8642")).toBe(true);
});

test("a new challenge voids the one before", () => {
  const card = new VirtualCard();
  const stale = answer(card, card.challenge());
  card.challenge();
  expect(card.unblocks({ response: stale, newPin: "8642" })).toBe(false);
});

test("a wrong response voids the challenge", () => {
  const card = new VirtualCard();
  const response = answer(card, card.challenge());
  expect(card.unblocks({ response: wrong, newPin: "8642" })).toBe(false);
  expect(card.unblocks({ response, newPin: "8642" })).toBe(false);
});

test("taking the card out of the reader voids the challenge", () => {
  const card = new VirtualCard();
  const response = answer(card, card.challenge());
  card.removesChallenge();
  expect(card.unblocks({ response, newPin: "8642" })).toBe(false);
});

test("is scrap after five wrong responses", () => {
  const card = new VirtualCard();
  for (let time = 0; time < 5; time += 1) {
    card.challenge();
    expect(card.unblocks({ response: wrong, newPin: "8642" })).toBe(false);
  }
  expect(card.isScrap()).toBe(true);
  expect(card.unblocks({ response: answer(card, card.challenge()), newPin: "8642" })).toBe(false);
});

test("a right response gives the admin key its tries back", () => {
  const card = new VirtualCard();
  for (let round = 0; round < 2; round += 1) {
    for (let time = 0; time < 4; time += 1) {
      card.challenge();
      card.unblocks({ response: wrong, newPin: "8642" });
    }
    expect(card.unblocks({ response: answer(card, card.challenge()), newPin: "8642" })).toBe(true);
  }
});

test("never shows one challenge twice", () => {
  const card = new VirtualCard();
  const shown = new Set(Array.from({ length: 1000 }, () => card.challenge()));
  expect(shown.size).toBe(1000);
});

test("is made with the key length of its kind only", () => {
  expect(keyBytes("3DES")).toBe(24);
  expect(() => new VirtualCard({ adminKey: new Uint8Array(16) })).toThrow(RangeError);
});
