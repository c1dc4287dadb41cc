import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "@playwright/test";
import { Directory } from "../fixtures/directory.ts";
import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { Organisation } from "../fixtures/organisation.ts";
import { RunningServer } from "../fixtures/running-server.ts";
import { expect, test } from "../fixtures/story.ts";
import { devices, WatchedContext } from "../fixtures/watched-context.ts";
import { AccountOwner } from "../people/account-owner.ts";
import { Administrator } from "../people/administrator.ts";
import { browserMemory } from "../fixtures/browser-memory.ts";

test.describe.configure({ timeout: 120_000 });
test.skip(!Directory.isHere, "no directory was tried: install slapd and openssl");

/** The least that a profile takes for how fresh a proof must be. */
const shortestProofSeconds = 30;

/** A server of its own: what stands on its sign-in page is nobody else's story. */
async function tells(
  browser: Browser,
  story: (scene: { server: RunningServer; directory: Directory; organisation: Organisation }) => Promise<void>,
): Promise<void> {
  const [server, directory] = [await RunningServer.start(), await Directory.start()];
  const organisation = await Organisation.of(server);
  try {
    await story({ server, directory, organisation });
  } finally {
    await organisation.administrator.close();
    await directory.stop();
    await server.stop();
  }
}

async function setsUp(administrator: GraphqlClient, directory: Directory): Promise<void> {
  const saved = await administrator.does("saveSignInMethod", {
    id: randomUUID(),
    kind: "LDAP",
    label: "Example directory",
    isOn: true,
    secret: directory.reader.password,
    rules: { matchBy: "NEVER", createPeople: true, requiredGroup: directory.group },
    ldap: {
      urls: [directory.url],
      startTls: false,
      caPem: directory.caPem,
      bindDn: directory.reader.dn,
      baseDn: directory.baseDn,
      userFilter: "(&(objectClass=person)(uid={username}))",
      usernameAttribute: "uid",
      displayNameAttribute: "cn",
      emailAttribute: "mail",
      idAttribute: "entryUUID",
      groupLookup: "MEMBER_OF",
      vouchesForEmail: false,
      sampleUsername: null,
    },
  });
  expect(saved.__typename).toBe("SignInMethodsSaved");
}

test("somebody signs in on a phone with the directory and an authenticator app, and unblocks their card", async ({
  browser,
}) => {
  await tells(browser, async ({ server, directory, organisation }) => {
    await setsUp(organisation.administrator, directory);
    const watched = await WatchedContext.open(browser, server.origin, devices.phone);
    const owner = new AccountOwner(directory.member, watched);
    const choosesDirectory = () => owner.page.getByRole("radio", { name: "Example directory" }).check();

    await owner.goesTo("/sign-in");
    await choosesDirectory();
    await owner.typesCredentials("not the password");
    await owner.isToldTheProblem("User name or password is not right.");
    await owner.typesCredentials();
    await owner.seesHeading("My cards");
    await owner.opensAccount();
    const app = await owner.setsUpApp();
    await owner.keepsRecoveryCodes();
    await owner.signsOut();

    const profile = await organisation.defines();
    await organisation.switchesOn(profile);
    const card = await organisation.issues({ holder: directory.member, profile });
    card.refusesPin({ times: 3 });

    await owner.goesTo("/sign-in");
    await choosesDirectory();
    await owner.typesCredentials();
    await owner.seesHeading("Confirm it's you");
    await owner.confirms(await app.code());
    await owner.seesHeading("My cards");
    await owner.starts(card);
    const response = await owner.givesChallenge(card.challenge());
    expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
    await owner.reports("It worked");
    await watched.context.close();
    expect(watched.problems, "what the pages did wrong").toEqual([]);
  });
});

test("in the middle of an unblock somebody confirms with the password of the directory", async ({ browser }) => {
  await tells(browser, async ({ server, directory, organisation }) => {
    await setsUp(organisation.administrator, directory);
    const watched = await WatchedContext.open(browser, server.origin, devices.phone);
    const owner = new AccountOwner(directory.member, watched);
    await owner.goesTo("/sign-in");
    await owner.page.getByRole("radio", { name: "Example directory" }).check();
    await owner.typesCredentials();
    await owner.seesHeading("My cards");
    const profile = await organisation.defines();
    await organisation.switchesOn(profile);
    await organisation.wantsProof(profile, { freshProofSeconds: shortestProofSeconds });
    const card = await organisation.issues({ holder: directory.member, profile });
    card.refusesPin({ times: 3 });
    await wait(shortestProofSeconds * 1000);

    await owner.goesTo("/");
    await owner.starts(card);
    await owner.types(card.challenge());
    await owner.clicksNext();
    await expect(owner.question).toBeVisible();
    const password = owner.question.getByLabel("Password of your directory account", { exact: true });
    await password.fill("not the password");
    await owner.button("Confirm").click();
    await owner.sees(/did not prove/u);
    await password.fill(directory.member.password);
    await owner.button("Confirm").click();
    const response = await owner.readsResponse();
    expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
    await watched.context.close();
    expect(watched.problems, "what the pages did wrong").toEqual([]);
  });
});

test("an administrator links their account of the directory, and signs in with it", async ({ browser }) => {
  await tells(browser, async ({ server, directory, organisation }) => {
    await setsUp(organisation.administrator, directory);
    const watched = await WatchedContext.open(browser, server.origin, devices.phone);
    const here = new AccountOwner(await organisation.hires("administrator"), watched);
    const there = new AccountOwner(directory.member, watched);
    await here.signsIn();
    await here.opensAccount();
    await here.page.getByRole("link", { name: "Link Example directory" }).click();
    await here.seesHeading("Link your account of Example directory");
    const gives = async (password: string) => {
      await here.page.getByLabel("User name", { exact: true }).fill(directory.member.username);
      await here.page.getByLabel("Password", { exact: true }).fill(password);
      await here.button("Link").click();
    };
    await gives("not the password");
    await here.isToldTheProblem("User name or password is not right.");
    const { violations } = await new AxeBuilder({ page: here.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await gives(directory.member.password);
    await here.seesHeading("My account");
    await here.sees(/Signs you in here/u);
    await here.signsOut();

    await there.goesTo("/sign-in");
    await there.page.getByRole("radio", { name: "Example directory" }).check();
    await there.typesCredentials();
    await there.opensAccount();
    await there.sees(here.account.username);
    await watched.context.close();
    expect(watched.problems, "what the pages did wrong").toEqual([]);
  });
});

test("somebody outside the group is told whom to ask, and nobody is told whether a name is known", async ({
  browser,
}) => {
  await tells(browser, async ({ server, directory, organisation }) => {
    await setsUp(organisation.administrator, directory);
    const watched = await WatchedContext.open(browser, server.origin, devices.phone);
    const stranger = new AccountOwner(directory.stranger, watched);
    await stranger.goesTo("/sign-in");
    await stranger.page.getByRole("radio", { name: "Example directory" }).check();
    await stranger.typesCredentials("not the password");
    await stranger.isToldTheProblem("User name or password is not right.");
    await stranger.typesCredentials();
    await stranger.isToldTheProblem("Your organisation's directory doesn't let you in here. Contact the help desk.");
    await watched.context.close();
    expect(watched.problems, "what the pages did wrong").toEqual([]);
  });
});

test("an administrator sets a directory up, mends what the test names, saves, and somebody signs in", async ({
  browser,
}) => {
  await tells(browser, async ({ server, directory, organisation }) => {
    const watched = await WatchedContext.open(browser, server.origin, devices.pc);
    const administrator = new Administrator(await organisation.hires("administrator"), watched);
    const { page } = watched;
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await administrator.signsIn();
    await administrator.goesTo("/admin");
    await administrator.navigation.getByRole("link", { name: "Sign-in methods" }).click();
    await page.getByRole("link", { name: "Add a directory" }).click();
    await administrator.seesHeading(/directory/u);
    await field("Name").fill("Example directory");
    await field("Kind of directory").selectOption({ label: "OpenLDAP" });
    await field("Addresses").fill(
      directory.url.replace("ldaps:", "ldap:").replace("localhost", "directory.example.org"),
    );
    await field("Certificate of the authority").fill(directory.caPem);
    await field("Account that reads the directory").fill(directory.reader.dn);
    await field("Password of this account").fill("not its password");
    await field("Base").fill(directory.baseDn);
    await field("User name to test with").fill(directory.member.username);
    await page.getByRole("checkbox", { name: "People without an account get one" }).setChecked(true);
    await field("Required group").fill(directory.group);

    await administrator.button("Test").click();
    await administrator.isToldTheProblem("Use ldaps:// or StartTLS: passwords would cross in the clear.");
    await field("Addresses").fill(directory.url);
    await administrator.button("Test").click();
    await administrator.sees("It does not work yet");
    await administrator.sees("The directory does not take this account and password. Check both.");
    await field("Password of this account").fill(directory.reader.password);
    await administrator.button("Test").click();
    await administrator.sees("It works");
    await administrator.sees(`${directory.member.username}, ${directory.member.displayName}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await administrator.saves();
    expect(await browserMemory(page)).not.toContain(directory.reader.password);
    await watched.context.close();

    const phone = await WatchedContext.open(browser, server.origin, {
      ...devices.phone,
      viewport: { width: 320, height: 640 },
    });
    const member = new AccountOwner(directory.member, phone);
    await member.goesTo("/sign-in");
    await member.page.getByRole("radio", { name: "Example directory" }).check();
    const onPhone = await new AxeBuilder({ page: member.page }).analyze();
    expect(onPhone.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const isTooWide = await member.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isTooWide, "the page scrolls sideways").toBe(false);
    await member.typesCredentials();
    await member.seesHeading("My cards");
    await phone.context.close();
    expect([...watched.problems, ...phone.problems], "what the pages did wrong").toEqual([]);
  });
});
