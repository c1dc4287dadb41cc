import { expect, test } from "../fixtures/story.ts";

/** The words that help desks spell with, and the digit that each stands for. */
const words: Readonly<Record<string, string>> = {
  zero: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  Alfa: "A",
  Bravo: "B",
  Charlie: "C",
  Delta: "D",
  Echo: "E",
  Foxtrot: "F",
};

test("on a phone the challenge is tapped on the keypad of sixteen digits", async ({ holder, card }) => {
  await holder.starts(card);
  const keypad = holder.page.getByRole("group", { name: "Hex keypad" });
  const challenge = card.challenge();
  for (const digit of challenge.replaceAll(" ", "")) {
    await keypad.getByRole("button", { name: digit, exact: true }).tap();
  }
  await expect(holder.challengeField).toHaveValue(challenge);
  await holder.sees("16 of 16");
  await holder.button("Next").tap();
  const response = await holder.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a tapped mistake is taken back", async ({ holder, card }) => {
  await holder.starts(card);
  const keypad = holder.page.getByRole("group", { name: "Hex keypad" });
  for (const digit of "16F") await keypad.getByRole("button", { name: digit, exact: true }).tap();
  await keypad.getByRole("button", { name: "Delete" }).tap();
  await expect(holder.challengeField).toHaveValue("16");
});

test("the groups of the response are ticked off, and read out as words", async ({ holder, card }) => {
  await holder.starts(card);
  const response = await holder.givesChallenge(card.challenge());
  const first = holder.response.getByRole("listitem").first().getByRole("button");
  await first.tap();
  await expect(first).toHaveAttribute("aria-pressed", "true");
  expect(await holder.readsResponse()).toBe(response);

  await holder.button("Show as words").or(holder.page.getByText("Show as words")).first().tap();
  const spelling = new RegExp(`\\b(${Object.keys(words).join("|")})\\b`, "gu");
  await holder.sees(new RegExp(Object.entries(words).find(([, digit]) => digit === response[0])?.[0] ?? "", "u"));
  const spelt = (await holder.page.getByRole("main").innerText()).match(spelling) ?? [];
  expect(spelt.map((word) => words[word]).join("")).toContain(response.replaceAll(" ", ""));
});
