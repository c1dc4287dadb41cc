import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Somebody with an account at the provider. */
interface Account {
  readonly acr?: string;
  readonly amr?: string[];
  readonly [claim: string]: unknown;
}

/**
 * A real OpenID provider on this machine. Its argument is a client as JSON. Whoever comes says who they are and is believed;
 * people are put in by `PUT /people/:sub`. Prints its address.
 */
const clients = JSON.parse(process.argv[2] ?? "[]") as object[];
const people = new Map<string, Account>();
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients,
    cookies: { keys: ["of the tests"] },
    scopes: ["openid", "profile", "email", "groups"],
    claims: {
      openid: ["sub"],
      profile: ["name", "preferred_username"],
      email: ["email", "email_verified"],
      groups: ["groups"],
    },
    acrValues: ["urn:strong", "urn:weak"],
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    loadExistingGrant: grantEverything,
    ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", issuer);
    if (pathname.startsWith("/people/")) void putPerson(request, response, pathname.split("/").at(-1) ?? "");
    else if (pathname.startsWith("/interaction/"))
      void signIn(provider, { request, response, as: searchParams.get("as") });
    else answer(request, response);
  });
  process.stdout.write(`${issuer}\n`);
});

async function putPerson(request: IncomingMessage, response: ServerResponse, sub: string): Promise<void> {
  let text = "";
  for await (const piece of request) text += String(piece);
  people.set(sub, JSON.parse(text) as Account);
  response.end();
}

/** Without `as` the page would ask; with it the person is whoever they say. */
async function signIn(
  provider: Provider,
  { request, response, as }: { request: IncomingMessage; response: ServerResponse; as: string | null },
): Promise<void> {
  await provider.interactionDetails(request, response);
  const { acr, amr } = people.get(as ?? "") ?? {};
  const result =
    as === null || !people.has(as)
      ? { error: "access_denied", error_description: "the secret words of the provider" }
      : { login: { accountId: as, ...(acr ? { acr } : {}), ...(amr ? { amr } : {}) } };
  await provider.interactionFinished(request, response, result);
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: Provider;
  };
}

async function grantEverything({ oidc }: GrantContext): Promise<object> {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid profile email groups");
  await grant.save();
  return grant;
}
