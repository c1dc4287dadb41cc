import { getIntrospectionQuery } from "graphql";
import { auditServer } from "graphql-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let production: TestApi;
beforeAll(async () => {
  api = await testApi();
  production = await testApi({ mode: "PRODUCTION" });
});
afterAll(async () => {
  await api.remove();
  await production.remove();
});

const site = JSON.stringify({ query: "{ site { organisation } }" });
const post = (changed: { headers?: Record<string, string>; payload?: string; method?: "GET" | "PUT"; url?: string }) =>
  api.stranger().inject({
    method: changed.method ?? "POST",
    url: changed.url ?? "/graphql",
    headers: { "content-type": "application/json", ...changed.headers },
    payload: changed.payload ?? site,
  });

describe("GraphQL over HTTP", () => {
  test("is kept to, but for GET, which is refused", async () => {
    const origin = await api.server.listen({ port: 0, host: "127.0.0.1" });
    const results = await auditServer({ url: `${origin}/graphql` });
    const failed = results.filter(({ status }) => status === "error").map(({ name }) => name);
    expect(failed).toEqual([]);
    const warned = results.filter(({ status }) => status === "warn").map(({ name }) => name);
    expect(warned).toEqual(deliberate);
  });

  /** What the draft recommends for old clients and Unlatch does otherwise: a request that failed says so to everybody. */
  const deliberate = [
    "SHOULD use 200 status code on document parsing failure when accepting application/json",
    "SHOULD use 200 status code on document validation failure when accepting application/json",
    "SHOULD use a status code of 200 on variable coercion failure when accepting application/json",
  ];

  test("is answered in the type that was asked for", async () => {
    const asked = await post({ headers: { accept: "application/graphql-response+json" } });
    expect(asked.headers["content-type"]).toBe("application/graphql-response+json; charset=utf-8");
    const legacy = await post({ headers: { accept: "application/json" } });
    expect(legacy.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect((await post({ headers: { accept: "text/html" } })).status).toBe(406);
  });

  test("is never kept by a cache", async () => {
    expect((await post({})).headers["cache-control"]).toBe("no-store");
  });

  test("says 401 when signing in would be all that is missing, and not when something was answered", async () => {
    const stranger = api.stranger();
    const nothing = await stranger.graphql("{ cards(first: 1) { nodes { id } } }");
    expect([nothing.status, nothing.errors[0]?.message]).toEqual([401, "Sign in first."]);
    const something = await stranger.graphql("{ site { organisation } process(id: 1) { id } }");
    expect([something.status, something.data?.["site"]]).toEqual([200, { organisation: "Test" }]);
    const person = await api.as(await aUser(api.application));
    expect((await person.graphql("{ auditEvents(first: 1) { nodes { id } } }")).status).toBe(403);
  });
});

describe("a request that another site could make a browser send is not carried out", () => {
  test.each([
    [
      "GET",
      { method: "GET", url: `/graphql?query=${encodeURIComponent("{ site { organisation } }")}`, payload: "" },
      405,
    ],
    ["PUT", { method: "PUT" }, 405],
    [
      "a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "query={site{organisation}}" },
      415,
    ],
    ["plain text", { headers: { "content-type": "text/plain" } }, 415],
    ["plain text that says it is JSON", { headers: { "content-type": "text/plain; application/json" } }, 415],
    ["several parts", { headers: { "content-type": "multipart/form-data; boundary=x" }, payload: "--x--" }, 415],
    ["a message", { headers: { "content-type": "message/http" } }, 415],
    ["no content type", { headers: { "content-type": "" } }, 415],
    ["another origin", { headers: { origin: "http://evil.example" } }, 403],
    ["another port", { headers: { origin: "http://localhost:9999" } }, 403],
    ["an opaque origin", { headers: { origin: "null" } }, 403],
    ["a sibling site", { headers: { "sec-fetch-site": "same-site" } }, 403],
    ["another site", { headers: { "sec-fetch-site": "cross-site" } }, 403],
  ] as const)("%s", async (_, request, status) => {
    const answer = await post({ ...request });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('"organisation"');
  });

  test("a GET is told what to send instead", async () => {
    expect((await post({ method: "GET", payload: "" })).headers["allow"]).toBe("POST");
  });

  test.each(["evil.example", "localhost.evil.example", "169.254.169.254"])(
    "a page that points its own name %j at this machine",
    async (host) => {
      expect((await post({ headers: { host } })).status).toBe(421);
      expect((await api.stranger().inject({ method: "GET", url: "/", headers: { host } })).status).toBe(421);
    },
  );

  test.each(["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST"])(
    "but under its own name %s it is",
    async (host) => {
      expect((await post({ headers: { host, origin: `http://${host.toLowerCase()}` } })).status).toBe(200);
    },
  );
});

describe("an operation is kept small", () => {
  const refused = async (query: string, message: string | RegExp, caller = api.stranger()) => {
    const answer = await caller.graphql(query);
    expect(answer.status).toBe(400);
    expect(answer.data).toBeNull();
    expect(answer.errors[0]?.message).toMatch(message);
  };
  const many = (count: number, field: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => field(i)).join(" ");

  test("15 aliases are fine, 16 are not", async () => {
    const aliases = (count: number) => `{ ${many(count, (i) => `a${i}: __typename`)} }`;
    expect((await api.stranger().graphql(aliases(15))).status).toBe(200);
    await refused(aliases(16), "At most 15 aliases.");
  });

  test("120 guesses in one request are none", async () => {
    const guesses = `mutation { ${many(120, (i) => `a${i}: signIn(input: { username: "a", password: "${i}" }) { __typename }`)} }`;
    await refused(guesses, /more that 1000 tokens/);
  });

  test("one sensitive mutation, not two, by whatever way they come in", async () => {
    const one = `signIn(input: { username: "a", password: "b" }) { __typename }`;
    const message = /^At most one of submitChallenge/;
    await refused(`mutation { a: ${one} b: ${one} }`, message);
    const password = `changePassword(input: { password: "a" }) { __typename }`;
    await refused(`mutation { a: ${password} b: ${password} }`, message);
    await refused(
      `mutation { ...F ...G } fragment F on Mutation { a: ${one} } fragment G on Mutation { b: ${one} }`,
      message,
    );
    await refused(
      `mutation { ... { a: ${one} } ... on Mutation { startProcess(input: { cardId: 1, process: "x" }) { __typename } } }`,
      message,
    );
  });

  test("ten levels, not eleven, fragments counted and loops refused", async () => {
    const cards = (inside: string) => `{ viewer { cards(first: 1) { nodes { ${inside} } } } }`;
    const deep = (inside: string) =>
      cards(`openProcess { card { openProcess { card { openProcess { card { ${inside} } } } } } }`);
    expect((await api.stranger().graphql(deep("id"))).status).toBe(200);
    await refused(deep("holder { id }"), "At most 10 levels of fields.");
    await refused("{ viewer { user { ...F } } } fragment F on User { ...F }", /Cannot spread fragment/);
  });

  test("fragments that double at every level take no longer than their text", { timeout: 60_000 }, async () => {
    const doubling = (levels: number) => many(levels, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const start = performance.now();
    for (const levels of [22, 90]) {
      const query = `{ ...F0 } ${doubling(levels)} fragment F${levels} on Query { site { mode } }`;
      expect((await api.stranger().graphql(query)).data).toEqual({ site: { mode: "DEMONSTRATION" } });
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("a thousand tokens", async () => {
    await refused(`{ ${many(1001, () => "__typename")} }`, /more that 1000 tokens/);
  });

  test("64 kB, before it is read", async () => {
    const answer = await post({ payload: JSON.stringify({ query: "{ __typename }", pad: "x".repeat(64 * 1024) }) });
    expect(answer.status).toBe(413);
  });

  test("one operation in one request", async () => {
    expect((await post({ payload: `[${site},${site}]` })).status).toBe(400);
  });

  test("no remembered documents", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
    const answer = await post({ payload: JSON.stringify({ extensions }) });
    expect(answer.text).toContain("PERSISTED_QUERY_NOT_SUPPORTED");
  });
});

describe("the schema", () => {
  test("can be introspected in a demonstration by everybody", async () => {
    expect((await api.stranger().graphql(getIntrospectionQuery())).errors).toEqual([]);
  });

  test("can be introspected in production by those who signed in, and read as SDL by everybody", async () => {
    const stranger = production.stranger();
    expect((await stranger.graphql("{ __schema { queryType { name } } }")).status).toBe(401);
    expect((await stranger.graphql(`{ ...F } fragment F on Query { __type(name: "Card") { name } }`)).data).toBeNull();
    const person = await production.as(await aUser(production.application));
    expect((await person.graphql(getIntrospectionQuery())).errors).toEqual([]);
    const { text, headers } = await stranger.inject({ method: "GET", url: "/schema.graphql" });
    expect(text).toContain("type Mutation {");
    expect(headers["content-type"]).toBe("application/graphql; charset=utf-8");
  });

  test("is not hinted at by what a mistake is told", async () => {
    const { text } = await production.stranger().graphql("{ viewr { id } }");
    expect(text).not.toMatch(/did you mean|viewer/i);
  });
});

describe("a fault of ours", () => {
  test("leaves as a reference that the log has too, and as nothing else", async () => {
    const broken = await testApi({
      changed: (application) => {
        const { schema } = application;
        const field = schema.getQueryType()?.getFields()["cardTypes"];
        if (field) field.resolve = () => Promise.reject(new Error("secret table users in /srv/unlatch"));
        return Object.defineProperty(application, "schema", { value: schema });
      },
    });
    try {
      const person = await broken.as(await aUser(broken.application, { role: "ADMINISTRATOR" }));
      const { errors, text } = await person.graphql(
        "query ($x: Boolean = true) { cardTypes @include(if: $x) { name } }",
      );
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } });
      expect(text).not.toMatch(/secret|users|srv|stack/);
      const { errorId } = errors[0]?.extensions as { errorId: string };
      expect(broken.log.join("\n")).toContain(errorId);
    } finally {
      await broken.remove();
    }
  });

  test("a value that does not fit is told by its type, never by itself", async () => {
    const { text, status } = await api
      .stranger()
      .graphql("mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }", {
        input: { username: "ada", password: 471147114711 },
      });
    expect(status).toBe(400);
    expect(text).toContain('Variable \\"$input\\" does not fit its type SignInInput!.');
    expect(text).not.toContain("4711");
  });
});

test("every answer tells the browser what our pages may do", async () => {
  const csp =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue";
  for (const url of ["/", "/graphql", "/schema.graphql", "/healthz", "/nothing.js"]) {
    const { headers } = await api.stranger().inject({ method: "GET", url });
    expect(headers).toMatchObject({
      "content-security-policy": csp,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("strict-transport-security");
  }
});

test("answers whether it lives and whether it can work", async () => {
  expect((await api.stranger().inject({ method: "GET", url: "/healthz" })).text).toBe("ok\n");
  expect((await api.stranger().inject({ method: "GET", url: "/readyz" })).status).toBe(200);
});
