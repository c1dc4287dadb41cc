import { expect, test } from "../fixtures/story.ts";

test.beforeEach(async ({ holder, card }) => {
  await holder.starts(card);
});

test("an empty challenge is asked for", async ({ holder }) => {
  await holder.clicksNext();
  await holder.isToldTheProblem("Enter the challenge shown on your computer");
  await expect(holder.challengeField).toHaveAttribute("aria-invalid", "true");
});

test("a challenge that is too short is explained, and stays in the field", async ({ holder }) => {
  await holder.types("1603 EBDF 1C8A 2E7");
  await holder.clicksNext();
  await holder.isToldTheProblem("Challenge must have 16 characters. You entered 15.");
  await expect(holder.challengeField).toHaveValue("1603 EBDF 1C8A 2E7");
});

test("a challenge that is too long is explained, and stays in the field", async ({ holder }) => {
  await holder.types("1603 EBDF 1C8A 2E72 5");
  await holder.clicksNext();
  await holder.isToldTheProblem("Challenge must have 16 or 32 characters. You entered 17.");
  await expect(holder.challengeField).toHaveValue(/^1603 ?EBDF ?1C8A ?2E72 ?5$/u);
});

test("a character that no challenge has is named with its group", async ({ holder }) => {
  await holder.types("1603 EBDF 1CSA 2E72");
  await holder.clicksNext();
  await holder.isToldTheProblem('Challenge must only include 0 to 9 and A to F. Check "S" in group 3.');
  await expect(holder.challengeField).toHaveValue("1603 EBDF 1CSA 2E72");
});

test("the problem at the top leads to the field", async ({ holder }) => {
  await holder.clicksNext();
  const summary = holder.page.getByRole("alert").filter({ hasText: "There is a problem" });
  await summary.getByRole("link").click();
  await expect(holder.challengeField).toBeFocused();
});

test("a letter O is read as zero, and the page says so", async ({ holder, card }) => {
  const shown = withZero(() => card.challenge());
  await holder.types(shown.replace("0", "O"));
  await holder.sees(/changed O to 0/iu);
  await holder.clicksNext();
  const response = await holder.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

/** Challenges are random; most have a zero somewhere. */
function withZero(issue: () => string): string {
  for (let challenge = issue(); ; challenge = issue()) if (challenge.includes("0")) return challenge;
}
