import { expect, test } from "../fixtures/story.ts";

test("the auditor narrows the log to one person, one card, one reference", async ({ auditor, holder, card }) => {
  await holder.starts(card);
  await holder.givesChallenge(card.challenge());
  await holder.reports("It worked");
  const reference = await holder.readsReference();
  await auditor.opensAuditLog();
  for (const [filter, value] of [
    ["Reference", reference],
    ["Card serial number", card.serialNumber],
    ["Actor", holder.account.username],
  ] as const) {
    await auditor.opensAuditLog();
    await auditor.filtersBy(filter, value);
    await auditor.finds(holder.account.username);
    const others = auditor.entries.filter({ hasNotText: holder.account.username });
    await expect.poll(() => others.count(), { message: `entries of others under ${filter}` }).toBeLessThanOrEqual(1);
  }
});

test("a filter that nothing matches says so and can be cleared", async ({ auditor }) => {
  await auditor.opensAuditLog();
  await auditor.filtersBy("Actor", "nobody-by-this-name");
  await auditor.sees(/No events match/u);
  await auditor.page
    .getByRole("button", { name: /Clear/u })
    .or(auditor.page.getByRole("link", { name: /Clear/u }))
    .first()
    .click();
  await expect(auditor.entries.first()).toBeVisible();
});

test("the filters are in the address, so that a view can be sent to a colleague", async ({ auditor, holder }) => {
  await auditor.opensAuditLog();
  await auditor.filtersBy("Actor", holder.account.username);
  await auditor.finds(holder.account.username);
  await expect(auditor.page).toHaveURL(new RegExp(holder.account.username.replace(".", "\\."), "u"));
  await auditor.page.reload();
  await auditor.finds(holder.account.username);
});
