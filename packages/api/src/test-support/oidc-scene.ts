import { randomUUID } from "node:crypto";
import { type Caller, type TestApi, testApi, type TestApiOptions } from "./test-api.ts";
import { aUser } from "./builders.ts";
import { type TestProvider, testProvider } from "./test-provider.ts";

// oxlint-disable-next-line typescript/no-explicit-any
type Came = Record<string, any>;

const refusal = "... on Refusal { code message field }";
const methods =
  "... on SignInMethodsSaved { signInMethods { id kind label position isOn version isCredentialKept redirectUri } }";
const finished = `__typename ... on OpenIdConnectFinished { purpose viewer { user { username role } methods provedAt } }
  ... on SecondFactorNeeded { pendingId methods } ${refusal}`;

/** The API beside a real provider, and an administrator who set it up as a method. */
export interface OidcScene {
  readonly api: TestApi;
  readonly provider: TestProvider;
  readonly administrator: Caller;
  /** As `saveSignInMethod` and `testSignInMethod` take it. */
  draft(changes?: object): Came;
  save(draft: object): Promise<Came>;
  test(draft: object): Promise<Came>;
  /** Begins as a browser does. @returns where it is sent */
  begin(caller: Caller, methodId: string, query?: string): Promise<string>;
  /** Takes a browser back from the provider. @returns what came of it */
  finish(caller: Caller, back: URL | { methodId: string; answer: string }): Promise<Came>;
  /** The whole way: there, signing in, and back. */
  signIn(caller: Caller, methodId: string, as: string, jar?: Map<string, string>): Promise<Came>;
  remove(): Promise<void>;
}

const secret = "the client's secret, 1603-EBDF";

/** Starts it all. @param methodIds - of the methods whose way back the provider knows */
export async function oidcScene(options: TestApiOptions = {}, methodIds = [randomUUID(), randomUUID()]) {
  const redirectUris = methodIds.map((id) => `http://localhost:4000/auth/oidc/${id}/return`);
  const client = { client_id: "unlatch", client_secret: secret, redirect_uris: redirectUris };
  const provider = await testProvider([client]);
  const limits = { perAccountAndAddress: 100, perAddress: 1000, windowSeconds: 60 };
  const api = await testApi({ signInLimits: limits, ...options });
  api.clock.set(new Date());
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR", passwordHash: "none" }));
  const mutate = mutationsOf(administrator);
  const scene: OidcScene & { readonly methodIds: readonly string[]; readonly secret: string } = {
    api,
    provider,
    administrator,
    methodIds,
    secret,
    draft: (changes = {}) => draftOf(provider.issuer, methodIds[0] ?? "", changes),
    save: (draft) => mutate("saveSignInMethod", draft, `__typename ${methods} ${refusal}`),
    test: (draft) =>
      mutate(
        "testSignInMethod",
        draft,
        `__typename ... on SignInMethodWorks { steps { title detail } } ... on SignInMethodFails { steps { title } step } ${refusal}`,
      ),
    async begin(caller, methodId, query = "") {
      const answer = await caller.inject({ method: "GET", url: `/auth/oidc/${methodId}/start${query}` });
      return String(answer.headers["location"]);
    },
    finish: (caller, back) => mutationsOf(caller)("finishOpenIdConnect", backIn(back), finished),
    async signIn(caller, methodId, as, jar) {
      return scene.finish(caller, await provider.visit(await scene.begin(caller, methodId), as, jar));
    },
    async remove() {
      await provider.stop();
      await api.remove();
    },
  };
  return scene;
}

function draftOf(issuer: string, id: string, changes: Came): Came {
  const { rules, openIdConnect, ...others } = changes;
  return {
    id,
    version: null,
    kind: "OPENID_CONNECT",
    label: "Example ID",
    isOn: true,
    secret,
    rules: { matchBy: "NEVER", createPeople: true, requiredGroup: null, ...rules },
    openIdConnect: { issuer, clientId: "unlatch", scopes: ["profile", "email", "groups"], ...openIdConnect },
    ...others,
  };
}

/** @returns runs a mutation with its input and gives what came of it */
export function mutationsOf(caller: Caller) {
  return async (name: string, input: object, selection: string): Promise<Came> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await caller.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, {
      input,
    });
    const came = answer.data?.[name];
    if (!came) throw new Error(`No answer: ${answer.text}`);
    return came;
  };
}

/** @returns what the page of the way back sends on, out of the address that the provider chose */
export function backIn(back: URL | { methodId: string; answer: string }) {
  if (!(back instanceof URL)) return back;
  return { methodId: back.pathname.split("/").at(-2) ?? "", answer: back.search.slice(1) };
}
