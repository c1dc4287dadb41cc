import { browserMemory } from "../fixtures/browser-memory.ts";
import { isGoodForEverybody } from "../fixtures/good-for-everybody.ts";
import { linkIn, MailBox } from "../fixtures/mail-box.ts";
import { Organisation } from "../fixtures/organisation.ts";
import { RunningServer } from "../fixtures/running-server.ts";
import { spellingsOf } from "../fixtures/secret-spellings.ts";
import { expect, test as base } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";
import { Operator } from "../people/operator.ts";

/** These stories have a server that sends mail, and the mail server that it sends to. */
const test = base.extend<object, { mailBox: MailBox }>({
  mailBox: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const box = await MailBox.open();
      await use(box);
      await box.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ mailBox }, use) => {
      const server = await RunningServer.start({ settingsAt: (origin) => mailBox.settingsAt(origin) });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  organisation: [
    async ({ server }, use) => {
      const organisation = await Organisation.of(server);
      await use(organisation);
      await organisation.administrator.close();
    },
    { scope: "worker" },
  ],
});

test.describe.configure({ timeout: 180_000 });

test("a holder gets a mail about a response they didn't ask for, and stops it from there; an operator undoes it", async ({
  mailBox,
  organisation,
  openBrowser,
  profile,
}) => {
  const owner = new AccountOwner(await organisation.hires(), await openBrowser("phone"));
  const card = await organisation.issues({ holder: owner.account, profile });
  const address = `${owner.account.username}@example.org`;
  card.refusesPin({ times: 3 });

  await owner.signsIn();
  await owner.opensAccount();
  await owner.sees("There is no mail address, so you are not told.");
  await owner.setsAddress(address);
  await owner.sees("Confirm your mail address");
  const toConfirm = await mailBox.receives(address, /^Confirm your mail address/u);
  await owner.goesTo(linkIn(toConfirm));
  await owner.button("Confirm this address").click();
  await owner.sees(`Notices go to ${address} from now on.`);

  await owner.starts(card);
  const challenge = card.challenge();
  const response = await owner.givesChallenge(challenge);
  await owner.sees("We sent you a mail about this response.");
  const letter = await mailBox.receives(address, /^A response was given for the card ending in/u);
  expect(letter.mail.text).toContain(card.label);
  for (const secret of [challenge, response]) {
    for (const spelling of spellingsOf(secret)) {
      expect(Buffer.from(`${letter.raw}${letter.mail.text ?? ""}${letter.mail.html ?? ""}`).includes(spelling)).toBe(
        false,
      );
    }
  }

  const elsewhere = await openBrowser("phone");
  await elsewhere.page.goto(linkIn(letter));
  const main = elsewhere.page.getByRole("main");
  await expect(main).toContainText(`${card.label}, ending in ${card.serialNumber.slice(-4)}`);
  expect(elsewhere.page.url()).not.toContain("#");
  expect(await browserMemory(elsewhere.page)).not.toContain(new URL(linkIn(letter)).hash.slice(1));
  await isGoodForEverybody(elsewhere.page);
  await elsewhere.page.getByRole("button", { name: "This was not me: stop it" }).click();
  await expect(elsewhere.page.getByRole("heading", { level: 1, name: "Stopped" })).toBeVisible();

  await owner.goesTo("/");
  await expect(owner.button("Sign in")).toBeVisible();
  await owner.typesCredentials();
  await owner.isSignedIn();
  await owner.opens(card);
  await owner.sees(/^Unblocking was stopped for this card/u);
  await expect(owner.offer("Unblock PIN offline")).toHaveCount(0);

  await elsewhere.page.goto("/sign-in");
  await elsewhere.page.goto(linkIn(letter));
  await expect(main).toContainText("Nothing more happens.");
  await expect(elsewhere.page.getByRole("button", { name: "This was not me: stop it" })).toHaveCount(0);

  const toOperators = await mailBox.receives("operators@example.org", /^"This was not me"/u);
  expect(toOperators.mail.text).toContain(owner.account.username);
  const operator = new Operator(await organisation.hires("operator"), await openBrowser("pc"));
  await operator.signsIn();
  await operator.goesTo("/admin");
  await operator.sees(/^\d+ cards? (is|are) frozen:/u);
  await operator.page.getByRole("link", { name: "See which" }).click();
  await operator.page.getByRole("link", { name: card.serialNumber }).click();
  await operator.button("Unfreeze the card").click();
  await operator.sees("Enter a reason of 1 to 200 characters");
  await operator.page.getByLabel("Reason to unfreeze it", { exact: true }).fill("Called the holder back, ticket 4711");
  await operator.button("Unfreeze the card").click();
  await expect(operator.page.getByText("This card is frozen", { exact: true })).toHaveCount(0);
  await mailBox.receives(address, /^Unblocking is possible again/u);

  await owner.starts(card);
  await owner.ticksCompared();
  const again = await owner.givesChallenge(card.challenge());
  expect(card.unblocks({ response: again, newPin: "864209" })).toBe(true);
});

test("the pages that mails lead to say what to do when there is no link, or one that opens nothing", async ({
  openBrowser,
}) => {
  const { page } = await openBrowser("phone");
  for (const path of ["/not-me", "/confirm-address"]) {
    await page.goto(path);
    await expect(page.getByText("Open this page from the mail")).toBeVisible();
  }
  await page.goto("/not-me#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await expect(page.getByText("This link can't be used")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Open it from the mail again, or contact the help desk.");
});

test("an administrator sees that notices arrive", async ({ administrator }) => {
  await administrator.goesTo("/admin/notices");
  await administrator.seesHeading("Notices");
  await administrator.sees("Operators are told by mail");
});
