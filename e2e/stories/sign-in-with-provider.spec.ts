import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Account } from "../fixtures/account.ts";
import { IdentityProvider } from "../fixtures/identity-provider.ts";
import { Organisation } from "../fixtures/organisation.ts";
import { RunningServer } from "../fixtures/running-server.ts";
import { expect, test as base } from "../fixtures/story.ts";
import { devices, WatchedContext, type Device } from "../fixtures/watched-context.ts";
import { browserMemory } from "../fixtures/browser-memory.ts";
import { Administrator } from "../people/administrator.ts";
import { ProviderGuest } from "../people/provider-guest.ts";

const clientSecret = randomBytes(24).toString("hex");
const label = "Example ID";
/** The shortest that a profile takes. */
const shortestProofSeconds = 30;

/** A server whose sign-in page is nobody else's story, and the provider beside it, for all stories that a worker tells. */
interface House {
  readonly server: RunningServer;
  readonly organisation: Organisation;
  readonly provider: IdentityProvider;
  /** Each story's person is somebody new. */
  readonly people: Account[];
}

interface Scene extends Omit<House, "people"> {
  readonly methodId: string;
  readonly guest: (device?: Device) => Promise<ProviderGuest>;
  readonly setsUp: (rules?: object) => Promise<void>;
  readonly opens: (device: Device) => Promise<WatchedContext>;
}

const test = base.extend<{ scene: Scene }, { house: House }>({
  house: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const people = Array.from({ length: 10 }, () => IdentityProvider.person("Ines Berg"));
      const server = await RunningServer.start();
      // A client without any address to go back to would be none.
      const redirectUris = [`${server.origin}/nobody-comes-back-here`];
      const provider = await IdentityProvider.start(people, { clientId: "unlatch", clientSecret, redirectUris });
      const organisation = await Organisation.of(server);
      await use({ server, organisation, provider, people });
      await organisation.administrator.close();
      await provider.stop();
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  scene: async ({ browser, house: { people, ...house } }, use) => {
    const { server, organisation, provider } = house;
    const methodId = randomUUID();
    const person = people.pop();
    if (!person) throw new RangeError("people: everybody has told a story already");
    const opened: WatchedContext[] = [];
    const opens = async (device: Device) => {
      const watched = await WatchedContext.open(browser, server.origin, devices[device]);
      // The story itself goes there.
      watched.tolerates(new RegExp(`^request to another host: ${provider.issuer}/`, "u"));
      opened.push(watched);
      return watched;
    };
    await use({
      ...house,
      methodId,
      opens,
      guest: async (device = "phone") => new ProviderGuest(person, await opens(device)),
      setsUp: async (rules = {}) => {
        await provider.registers(`${server.origin}/auth/oidc/${methodId}/return`);
        await saves(organisation, { id: methodId, issuer: provider.issuer, rules });
      },
    });
    const problems = opened.flatMap((watched) => watched.problems);
    for (const watched of opened) await watched.context.close();
    await removesMethods(organisation);
    expect(problems, "what the pages did wrong").toEqual([]);
  },
});

/** The proof of the administrator's client gets old, so it signs in anew. */
async function isProved({ administrator, server }: Organisation): Promise<void> {
  await administrator.signsIn(server.demonstrationAccount("administrator"));
}

async function saves(
  organisation: Organisation,
  { id, issuer, rules }: { id: string; issuer: string; rules: object },
): Promise<void> {
  await isProved(organisation);
  const saved = await organisation.administrator.does("saveSignInMethod", {
    id,
    kind: "OPENID_CONNECT",
    label,
    isOn: true,
    secret: clientSecret,
    rules: { matchBy: "NEVER", createPeople: true, requiredGroup: null, ...rules },
    openIdConnect: { issuer, clientId: "unlatch", scopes: ["profile", "groups"] },
  });
  expect(saved.__typename).toBe("SignInMethodsSaved");
}

async function removesMethods(organisation: Organisation): Promise<void> {
  await isProved(organisation);
  const { administrator } = organisation;
  const query = "{ signInMethods { id kind } }";
  const { signInMethods } = await administrator.gets<{ signInMethods: { id: string; kind: string }[] }>(query);
  for (const { id, kind } of signInMethods) {
    if (kind === "OPENID_CONNECT") await administrator.does("removeSignInMethod", { id });
  }
}

test.describe.configure({ timeout: 120_000 });

test("somebody signs in with their provider on a phone, and unblocks their card", async ({ scene }) => {
  await scene.setsUp();
  const guest = await scene.guest();
  await guest.goesTo("/sign-in");
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("My cards");
  expect(guest.page.url()).not.toMatch(/code|state|#/u);
  expect(await browserMemory(guest.page)).not.toMatch(/code=|state=/u);

  const profile = await scene.organisation.defines();
  await scene.organisation.switchesOn(profile);
  const card = await scene.organisation.issues({ holder: guest.account, profile });
  card.refusesPin({ times: 3 });
  await guest.goesTo("/");
  await guest.starts(card);
  const response = await guest.givesChallenge(card.challenge());
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
});

test("a page that somebody wanted is the page they come to after signing in elsewhere", async ({ scene }) => {
  await scene.setsUp();
  const guest = await scene.guest();
  await guest.goesTo("/account");
  await guest.seesHeading("Sign in");
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("My account");
});

test("whoever comes back without having begun is told to start again, and can", async ({ scene }) => {
  await scene.setsUp();
  const guest = await scene.guest();
  await guest.goesTo(`/auth/oidc/${scene.methodId}/return?code=stolen&state=of-another-browser`);
  await guest.seesHeading("You are not signed in");
  await guest.sees("Start signing in again.");
  expect(guest.page.url()).not.toContain("stolen");
  await guest.page.getByRole("link", { name: "Start signing in again" }).click();
  await guest.seesHeading("Sign in");
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("My cards");
});

test("whoever has no account here is told whom to ask", async ({ scene }) => {
  await scene.setsUp({ createPeople: false });
  const guest = await scene.guest();
  await guest.goesTo("/sign-in");
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("You are not signed in");
  await guest.sees("There is no account here for you. Contact the help desk.");
  await guest.page.goBack();
});

test("a sign-in at the provider of a while ago is confirmed there in another tab, and the page goes on by itself", async ({
  scene,
}) => {
  await scene.setsUp();
  const guest = await scene.guest("pc");
  await guest.goesTo("/sign-in");
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("My cards");
  const profile = await scene.organisation.defines();
  await scene.organisation.switchesOn(profile);
  await scene.organisation.wantsProof(profile, { freshProofSeconds: shortestProofSeconds });
  const card = await scene.organisation.issues({ holder: guest.account, profile });
  card.refusesPin({ times: 3 });
  await wait(shortestProofSeconds * 1000);

  await guest.goesTo("/");
  await guest.starts(card);
  const challenge = card.challenge();
  await guest.types(challenge);
  await guest.clicksNext();
  await expect(guest.question).toBeVisible();
  const opening = guest.page.waitForEvent("popup");
  await guest.question.getByRole("link", { name: `Confirm with ${label}` }).click();
  const tab = await opening;
  await guest.signsInThere(tab);
  const response = await guest.readsResponse();
  expect(card.unblocks({ response, newPin: "864209" })).toBe(true);
  await expect.poll(() => tab.isClosed()).toBe(true);
});

test("an administrator sets a provider up, tests it before saving, and people sign in with it", async ({ scene }) => {
  const watched = await scene.opens("pc");
  const administrator = new Administrator(await scene.organisation.hires("administrator"), watched);
  await administrator.signsIn();
  await administrator.navigation.getByRole("link", { name: "Sign-in methods" }).click();
  await administrator.seesHeading("Sign-in methods");
  await administrator.page.getByRole("link", { name: "Add a provider" }).click();
  await administrator.seesHeading("Add a provider (OpenID Connect)");
  const field = (name: string) => administrator.page.getByLabel(name, { exact: true });
  await field("Name").fill(label);
  await field("Issuer").fill(`${scene.provider.issuer}/`);
  await field("Client ID").fill("unlatch");
  await field("Client secret").fill("not the secret");
  await administrator.button("Test").click();
  await administrator.sees(`The provider calls itself "${scene.provider.issuer}". Enter exactly that as the issuer.`);
  await field("Issuer").fill(scene.provider.issuer);
  await administrator.sees("Something was changed since this test.");
  await administrator.button("Test").click();
  await administrator.sees("The provider does not accept client ID and secret. Check both.");
  await field("Client secret").fill(clientSecret);
  await administrator.button("Test").click();
  const redirectUri = await field("Redirect URI").inputValue();
  await administrator.sees(`Register ${redirectUri} as an address`);
  await scene.provider.registers(redirectUri);
  await administrator.button("Test").click();
  await expect(administrator.page.getByRole("heading", { name: "It works" })).toBeFocused();
  const { violations } = await new AxeBuilder({ page: administrator.page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await administrator.button("Save").click();
  await administrator.seesHeading("Sign-in methods");
  expect(await browserMemory(administrator.page)).not.toContain(clientSecret);
  await administrator.button(`Move ${label} up`).press("Enter");
  await administrator.sees("Example ID is number 2 of 3.");
  await administrator.button(`Move ${label} up`).press("Enter");
  await administrator.sees("Example ID is number 1 of 3.");

  const guest = await scene.guest();
  await guest.goesTo("/sign-in");
  const ways = guest.page.getByRole("main").getByRole("link").or(guest.page.getByRole("main").getByRole("button"));
  await expect(ways.first()).toHaveText(`Sign in with ${label}`);
  await guest.choosesProvider(label);
  await guest.signsInThere();
  await guest.seesHeading("My cards");
});
