import { describe, expect, test } from "vitest";
import { systemRandom } from "../platform/random.ts";
import { type Chip, firstPin, makeChip } from "./chip.ts";

const right = { newPin: "8642", isRight: () => true };
const wrong = { newPin: "8642", isRight: () => false };

function insertedChip(): Chip {
  const chip = makeChip(systemRandom);
  chip.insert();
  return chip;
}

function issuedBy(chip: Chip, length = 8): Uint8Array {
  const verdict = chip.askChallenge(length);
  if (verdict.type !== "ChallengeIssued") throw new Error(`expected a challenge, got ${verdict.type}`);
  return verdict.challenge;
}

describe("the PIN", () => {
  test("is the first one until another is set", () => {
    expect(insertedChip().verifyPin(firstPin)).toEqual({ type: "PinAccepted" });
    expect(insertedChip().status().hasFirstPin).toBe(true);
  });

  test("is blocked by the third wrong one in a row, and then the right one does not help", () => {
    const chip = insertedChip();
    expect(chip.verifyPin("0000")).toEqual({ type: "PinIncorrect", triesLeft: 2 });
    expect(chip.verifyPin("0000")).toEqual({ type: "PinIncorrect", triesLeft: 1 });
    expect(chip.verifyPin("0000")).toEqual({ type: "PinBlocked" });
    expect(chip.verifyPin(firstPin)).toEqual({ type: "PinBlocked" });
  });

  test("has all its tries back after the right one", () => {
    const chip = insertedChip();
    chip.verifyPin("0000");
    chip.verifyPin(firstPin);
    expect(chip.status().pinTriesLeft).toBe(3);
  });

  test("stays blocked when the card is taken out and put in again", () => {
    const chip = insertedChip();
    chip.blockPin();
    chip.remove();
    chip.insert();
    expect(chip.verifyPin(firstPin)).toEqual({ type: "PinBlocked" });
  });

  test("cannot be read out", () => {
    const chip = insertedChip();
    issuedBy(chip);
    chip.unblock(right);
    expect(JSON.stringify([chip, chip.status()])).not.toContain("8642");
  });
});

describe("a challenge", () => {
  test("has the asked length and is another one each time", () => {
    const chip = insertedChip();
    const challenges = Array.from({ length: 50 }, () => issuedBy(chip, 16));
    expect(challenges.every((challenge) => challenge.length === 16)).toBe(true);
    expect(new Set(challenges.map(String)).size).toBe(50);
  });

  test("is what the response is checked against", () => {
    const chip = insertedChip();
    const shown = issuedBy(chip);
    let checked: Uint8Array = new Uint8Array();
    chip.unblock({
      newPin: "8642",
      isRight: (challenge) => {
        checked = Uint8Array.from(challenge);
        return true;
      },
    });
    expect(checked).toEqual(shown);
  });

  test("is void after success", () => {
    const chip = insertedChip();
    issuedBy(chip);
    chip.unblock(right);
    expect(chip.unblock(right)).toEqual({ type: "NoChallenge" });
  });

  test("is void after a wrong response", () => {
    const chip = insertedChip();
    issuedBy(chip);
    chip.unblock(wrong);
    expect(chip.unblock(right)).toEqual({ type: "NoChallenge" });
  });

  test("is void when the card was taken out", () => {
    const chip = insertedChip();
    issuedBy(chip);
    chip.remove();
    chip.insert();
    expect(chip.status().challengeLength).toBeNull();
    expect(chip.unblock(right)).toEqual({ type: "NoChallenge" });
  });

  test("is void when a new one is asked", () => {
    const chip = insertedChip();
    const older = issuedBy(chip);
    issuedBy(chip);
    const verdict = chip.unblock({ newPin: "8642", isRight: (challenge) => String(challenge) === String(older) });
    expect(verdict).toEqual({ type: "ResponseIncorrect", triesLeft: 4 });
  });

  test("survives that the card is already in the reader", () => {
    const chip = insertedChip();
    issuedBy(chip);
    chip.insert();
    expect(chip.unblock(right)).toEqual({ type: "CardUnblocked" });
  });
});

describe("a response", () => {
  test("that is right sets the new PIN and gives all tries back", () => {
    const chip = insertedChip();
    chip.blockPin();
    issuedBy(chip);
    chip.unblock(wrong);
    issuedBy(chip);
    expect(chip.unblock(right)).toEqual({ type: "CardUnblocked" });
    expect(chip.verifyPin("8642")).toEqual({ type: "PinAccepted" });
    expect(chip.status()).toMatchObject({ pinTriesLeft: 3, responseTriesLeft: 5, hasFirstPin: false });
  });

  test("that is wrong spends one of five tries and leaves the PIN as it was", () => {
    const chip = insertedChip();
    issuedBy(chip);
    expect(chip.unblock(wrong)).toEqual({ type: "ResponseIncorrect", triesLeft: 4 });
    expect(chip.verifyPin(firstPin)).toEqual({ type: "PinAccepted" });
  });

  test("wears the card out when five are wrong: it issues no challenge and takes no response", () => {
    const chip = insertedChip();
    const verdicts = Array.from({ length: 5 }, () => {
      issuedBy(chip);
      return chip.unblock(wrong).type;
    });
    expect(verdicts).toEqual([...Array.from({ length: 4 }, () => "ResponseIncorrect"), "CardWornOut"]);
    expect(chip.askChallenge(8)).toEqual({ type: "CardWornOut" });
    expect(chip.unblock(right)).toEqual({ type: "CardWornOut" });
  });
});

test("a card that is not in the reader says nothing else", () => {
  const chip = makeChip(systemRandom);
  expect(chip.verifyPin(firstPin)).toEqual({ type: "CardNotInserted" });
  expect(chip.askChallenge(8)).toEqual({ type: "CardNotInserted" });
  expect(chip.unblock(right)).toEqual({ type: "CardNotInserted" });
});
