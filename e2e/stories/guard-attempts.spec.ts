import { expect, test } from "../fixtures/story.ts";

test("a card is protected from wrong responses, and an administrator lets it have responses again", async ({
  holder,
  card,
  administrator,
  auditor,
}) => {
  await holder.starts(card);
  await holder.doesNotSee(/tries left/u);
  await holder.givesChallenge(card.challenge());
  await holder.reports("It did not work");

  await holder.starts(card);
  await holder.sees("2 tries left. Wrong codes can lock the card for good.");
  await holder.types(card.challenge());
  await holder.clicksNext();
  await holder.isToldTheProblem("Tick that you compared every group with your computer");
  await holder.ticksCompared();
  await holder.clicksNext();
  await holder.readsResponse();
  await holder.reports("It did not work");

  await holder.starts(card);
  await holder.sees("1 try left. Wrong codes can lock the card for good.");
  await holder.ticksCompared();
  await holder.givesChallenge(card.challenge());
  await holder.reports("Not sure");

  await holder.starts(card);
  await holder.ticksCompared();
  await holder.types(card.challenge());
  await holder.clicksNext();
  await holder.sees(/To protect the card, no more responses can be given\. Contact the help desk \(reference UB-/u);

  await administrator.goesTo(`/admin/card-list/${card.id}`);
  await administrator.sees("To protect the card, no more responses are given.");
  await administrator.button("Reset the attempts").click();
  await administrator.sees("Enter a reason of 1 to 200 characters");
  await administrator.page.getByLabel("Reason", { exact: true }).fill("Looked at the card: all tries are there");
  await administrator.button("Reset the attempts").click();
  await administrator.sees(/No responses since the last success/u);

  await auditor.goesTo(`/admin/audit?cardId=${card.id}`);
  const entry = auditor.entries.filter({ hasText: "Attempts of a card reset" }).first();
  await entry.getByRole("button").click();
  await auditor.sees(/Looked at the card: all tries are there/u);

  await holder.goesTo("/");
  await holder.page.getByRole("link", { name: "Continue" }).click();
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a reported success gives the card all its tries back", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.givesChallenge(card.challenge());
  await holder.reports("It did not work");
  await holder.starts(card);
  await holder.ticksCompared();
  const response = await holder.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  await holder.reports("It worked");
  card.refusesPin({ times: 3 });
  await holder.starts(card);
  await holder.doesNotSee(/left\. Wrong codes/u);
});

test("a challenge that no card shows is refused at the field", async ({ holder, card }) => {
  await holder.starts(card);
  await holder.types("0000 0000 0000 0000");
  await holder.clicksNext();
  await holder.isToldTheProblem("That isn't a challenge a card would show. Check what your computer shows now.");
});
