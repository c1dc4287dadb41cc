import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import { Directory } from "../fixtures/directory.ts";
import { GraphqlClient } from "../fixtures/graphql-client.ts";
import { Organisation } from "../fixtures/organisation.ts";
import { RunningServer } from "../fixtures/running-server.ts";
import { expect, test } from "../fixtures/story.ts";
import { devices, WatchedContext } from "../fixtures/watched-context.ts";
import { AccountOwner } from "../people/account-owner.ts";

test.describe.configure({ timeout: 120_000 });
test.skip(!Directory.isHere, "no directory was tried: install slapd and openssl");

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
