import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anApiToken, aProgram } from "../test-support/access.ts";
import { aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import { ownDocumentsIn } from "./own-documents.ts";

const own = "query Mine { viewer { permissions } site { organisation } }";
const hash = createHash("sha256").update(own).digest("hex");
let api: TestApi;
beforeAll(async () => {
  api = await testApi({ mode: "PRODUCTION", ownDocuments: new Set([hash]) });
});
afterAll(() => api.remove());

test("what the pages send is answered, signed in or not", async () => {
  const person = await api.as(await aUser(api.application));
  expect((await person.graphql(own)).data?.["viewer"]).not.toBeNull();
  expect((await api.stranger().graphql(own)).data?.["site"]).toEqual({ organisation: "Test" });
});

test("everything else is one refusal to the byte: what there is, what there is not, and what is no document", async () => {
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  const texts = [];
  for (const caller of [administrator, api.stranger()]) {
    for (const document of [
      `${own} `,
      "{ users(first: 1) { nodes { id } } }",
      "{ secrets }",
      "{ __schema { types { name } } }",
      "{",
    ]) {
      const { status, text } = await caller.graphql(document);
      expect(status).toBe(403);
      texts.push(text);
    }
  }
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain("DOCUMENT_UNKNOWN");
});

test("a body without a document, and a list of own ones, is refused as well", async () => {
  for (const payload of ["[]", "null", `{"query":7}`, JSON.stringify([{ query: own }])]) {
    const headers = { "content-type": "application/json" };
    const answer = await api.stranger().inject({ method: "POST", url: "/graphql", headers, payload });
    expect(answer.status).toBe(403);
  }
});

test("a program sends what it likes", async () => {
  const { token } = await anApiToken(api.application, await aUser(api.application, { role: "ADMINISTRATOR" }));
  const { status } = await aProgram(api, token).graphql("{ users(first: 1) { nodes { username } } }");
  expect(status).toBe(200);
});

test("without pages, or with a list that is none, nothing is taken", () => {
  const directory = mkdtempSync(join(tmpdir(), "unlatch-documents-"));
  expect(ownDocumentsIn(directory).size).toBe(0);
  writeFileSync(join(directory, "documents.json"), `["x"]`);
  expect(ownDocumentsIn(directory).size).toBe(0);
  writeFileSync(join(directory, "documents.json"), JSON.stringify([hash]));
  expect([...ownDocumentsIn(directory)]).toEqual([hash]);
  rmSync(directory, { recursive: true });
});
