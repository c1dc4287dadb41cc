import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import { aProfile, aUser } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let administrator: Caller;
let profileId: string;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  profileId = (await aProfile(api.application)).id;
});
afterAll(() => api.remove());

const made = "Made by another site";
const mutation = `mutation { createCardProfile(input: { name: "${made}", description: "", cardType: "piv-9b-aes256" }) { __typename } }`;
const json = JSON.stringify({ query: mutation });
const url = `/graphql?query=${encodeURIComponent(mutation)}`;
const part = `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${mutation}\r\n--x--`;
const plain = { "content-type": "application/json" };
type Shape = Pick<InjectOptions, "method" | "url" | "headers" | "payload">;
const post = (headers: Record<string, string>, payload = json): Shape => ({
  headers: { ...plain, ...headers },
  payload,
});

/** Everything that a page on another site can make a browser send to us with the person's cookie, and what it could try. */
const shapes: readonly (readonly [string, Shape])[] = [
  ["a query in the address", { method: "GET", url: `/graphql?query={site{organisation}}` }],
  ["a mutation in the address", { method: "GET", url }],
  ["HEAD with a mutation in the address", { method: "HEAD", url }],
  ["POST with the mutation in the address and nothing else", { url, headers: {} }],
  ["PUT", { method: "PUT", headers: plain, payload: json }],
  ["PATCH", { method: "PATCH", headers: plain, payload: json }],
  ["OPTIONS", { method: "OPTIONS", headers: plain, payload: json }],
  ["GET that asks to be taken for POST", { method: "GET", url, headers: { "x-http-method-override": "POST" } }],
  [
    "a form's fields",
    post({ "content-type": "application/x-www-form-urlencoded" }, `query=${encodeURIComponent(mutation)}`),
  ],
  ["a form's parts", post({ "content-type": "multipart/form-data; boundary=x" }, part)],
  ["a form's plain text", post({ "content-type": "text/plain" })],
  ["plain text that calls itself JSON", post({ "content-type": "text/plain; charset=application/json" })],
  ["no content type", { headers: {}, payload: json }],
  ["an empty content type", post({ "content-type": "" })],
  ["a message", post({ "content-type": "message/rfc822" })],
  ["application/graphql", post({ "content-type": "application/graphql" }, mutation)],
  ["two content types in one", post({ "content-type": "text/plain, application/json" })],
  ["JSON in another character set", post({ "content-type": "text/plain; charset=utf-7" })],
  ["JSON from another site", post({ origin: "https://evil.example" })],
  ["JSON from another port", post({ origin: "http://localhost:4001" })],
  ["JSON from another scheme", post({ origin: "https://localhost:4001" })],
  ["JSON from a sandboxed frame", post({ origin: "null" })],
  ["JSON from a name that begins like ours", post({ origin: "http://localhost:4000.evil.example" })],
  ["JSON that the browser says another site sent", post({ "sec-fetch-site": "cross-site" })],
  ["JSON that the browser says a sibling site sent", post({ "sec-fetch-site": "same-site" })],
  ["a batch", post({}, `[${json}]`)],
];

const count = async (table: string) =>
  Number((await api.at.database.reader.row<{ n: unknown }>(`SELECT count(*) AS n FROM ${table}`))?.n);
const traces = async () => [
  await count("card_profiles"),
  await count("audit_events"),
  await count("import_runs"),
  await count("sessions"),
];

describe("with an administrator's cookie, nothing is carried out", () => {
  test.each(shapes)("of %s", async (_, shape) => {
    const before = await traces();
    const answer = await administrator.inject({ method: "POST", url: "/graphql", ...shape });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain("CardProfileSaved");
    expect(await traces()).toEqual(before);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["what the browser calls another site", { "sec-fetch-site": "cross-site" }],
  ])("of a file of cards from %s", async (_, headers) => {
    const before = await traces();
    const answer = await administrator.inject({
      method: "POST",
      url: `/api/imports?mode=preview`,
      headers: { "content-type": "text/csv", "unlatch-import-mapping": JSON.stringify({ profileId }), ...headers },
      payload: "serial number;admin key\n1;00",
    });
    expect(answer.status).toBe(403);
    expect(await traces()).toEqual(before);
  });

  test.each(["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])(
    "of a file of cards that a form can send: %s",
    async (type) => {
      const answer = await administrator.inject({
        method: "POST",
        url: "/api/imports?mode=inspect",
        headers: { "content-type": type },
        payload: "serial number;admin key",
      });
      expect(answer.status).toBe(415);
    },
  );
});

test("the same mutation from our own page is carried out: what is refused above is refused for its shape", async () => {
  const before = await traces();
  const answer = await administrator.inject({
    method: "POST",
    url: "/graphql",
    headers: { ...plain, origin: "http://localhost:4000", "sec-fetch-site": "same-origin" },
    payload: json,
  });
  expect(answer.data?.["createCardProfile"]).toEqual({ __typename: "CardProfileSaved" });
  expect((await traces())[0]).toBe((before[0] ?? 0) + 1);
});
