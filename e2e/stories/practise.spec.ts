import { Trainee } from "../people/trainee.ts";
import { expect, test } from "../fixtures/story.ts";

test("three wrong PINs block the practice card, and a phone gets its holder back in", async ({
  holder: phone,
  card,
  openBrowser,
}) => {
  const computer = new Trainee((await openBrowser("pc")).page);
  await computer.inserts(card);
  await computer.blocksTheCard();
  const challenge = await computer.readsChallenge();
  expect(challenge).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/u);

  await phone.starts(card);
  const response = await phone.givesChallenge(challenge);
  await computer.unblocks({ response, newPin: "864209" });
  await computer.sees(/PIN was changed/u);
  await phone.reports("It worked");
  await phone.seesHeading("Done");

  await computer.locks();
  await computer.typesPin("2580");
  await computer.sees(/incorrect/u);
  await computer.typesPin("864209");
  await computer.sees(/Welcome/u);
});

test("the practice card refuses a response that is not its own, and counts it", async ({ card, openBrowser }) => {
  const computer = new Trainee((await openBrowser("pc")).page);
  await computer.inserts(card);
  await computer.blocksTheCard();
  const before = await computer.readsChallenge();
  await computer.unblocks({ response: before, newPin: "864209" });
  await computer.sees(/4 attempts/u);
  await expect.poll(() => computer.readsChallenge()).not.toBe(before);
  await expect(computer.field("Response")).toHaveValue("");
});

test("a reload keeps the card in the reader, and its PIN blocked", async ({ card, openBrowser }) => {
  const computer = new Trainee((await openBrowser("pc")).page);
  await computer.inserts(card);
  await computer.blocksTheCard();
  await computer.page.reload();
  await expect(computer.page.getByText(card.label).first()).toBeVisible();
  await expect(computer.page.getByText(/Welcome/u)).toHaveCount(0);
});

test("the practice page leads a phone to self-service", async ({ openBrowser, server }) => {
  const { page } = await openBrowser("pc");
  await page.goto("/practice");
  const port = new URL(server.origin).port;
  const qrCode = page.getByRole("img", { name: new RegExp(`QR code with the address http://.*:${port}`, "u") });
  await expect(qrCode.or(page.getByText(/no address that a phone could reach/u))).toBeVisible();
  await expect(page.getByRole("link", { name: /another window/u })).toHaveAttribute("href", "/");
});
