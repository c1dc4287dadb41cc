import { expect, test } from "vitest";
import { fieldOf, stageAfter, voidsChallenge } from "./stage.ts";

test("an incorrect PIN leaves the sign-in screen, the last one leads to the blocked one", () => {
  expect(stageAfter("PinIncorrect")).toBe("signIn");
  expect(stageAfter("PinBlocked")).toBe("blocked");
});

test("what is wrong with the response or the new PIN keeps the unblock screen and names the field", () => {
  expect(stageAfter("ResponseIncorrect")).toBe("unblock");
  expect(fieldOf("ResponseWrongLength")).toBe("response");
  expect(fieldOf("PinUnsuitable")).toBe("newPin");
  expect(fieldOf("PinsDiffer")).toBe("repeated");
  expect(fieldOf("KeyUnavailable")).toBeNull();
});

test("only what the card counted or forgot voids the challenge on the screen", () => {
  expect(voidsChallenge("ResponseIncorrect")).toBe(true);
  expect(voidsChallenge("NoChallenge")).toBe(true);
  expect(voidsChallenge("ResponseWrongLength")).toBe(false);
});

test("a card that is gone leads back to the empty reader", () => {
  expect(stageAfter("CardNotInserted")).toBe("choose");
});
