import { beforeAll, beforeEach, expect, test } from "vitest";
import type { RouteLocationNormalized } from "vue-router";
import { useSession, type Viewer } from "../session/useSession.ts";
import { answerWith } from "../test-support/answer-with.ts";
import { guardSession } from "./guard-session.ts";

const session = useSession();

function signIn(permissions: Viewer["permissions"]) {
  const user = { id: "u1", username: "ava", displayName: "Ava", role: "SELF_SERVICE_USER", state: "ACTIVE" } as const;
  session.begin({ user, permissions, sessionExpiresAt: "2030-01-01T00:00:00Z" }, new Date());
}

function page(fullPath: string, meta: RouteLocationNormalized["meta"] = {}, name = "page") {
  const [path = "", query = ""] = fullPath.split("?");
  return {
    name,
    path,
    fullPath,
    query: Object.fromEntries(new URLSearchParams(query)),
    meta,
    matched: [{ meta }],
  } as unknown as RouteLocationNormalized;
}

beforeAll(async () => {
  const site = {
    organisation: "Org",
    helpDesk: null,
    mode: "PRODUCTION",
    version: "1",
    needsSetUp: false,
    practiceCards: false,
  };
  answerWith({ body: { data: { site, viewer: null } } });
  await session.load();
});
beforeEach(() => session.end("signedOut"));

test("who is not signed in signs in first and comes back to the page", async () => {
  expect(await guardSession(page("/cards/c1"))).toEqual({ name: "sign-in", query: { next: "/cards/c1" } });
});

test("a public page is open to everybody", async () => {
  expect(await guardSession(page("/practice", { isPublic: true }))).toBe(true);
});

test("who holds one of the permissions gets in", async () => {
  signIn(["PROFILE_READ"]);
  expect(await guardSession(page("/admin/cards", { permissions: ["profile:read", "audit:read"] }))).toBe(true);
});

test("a page that is not for the person looks as if it were not there", async () => {
  signIn(["CARD_READ_OWN"]);
  expect(await guardSession(page("/admin/cards", { permissions: ["profile:read"] }))).toMatchObject({
    name: "not-found",
  });
});

test("after signing in, back to where one came from", async () => {
  signIn(["CARD_READ_OWN"]);
  expect(await guardSession(page("/sign-in?next=/processes/p1", { isPublic: true }, "sign-in"))).toBe("/processes/p1");
});

test("never to another site", async () => {
  signIn(["CARD_READ_OWN"]);
  expect(await guardSession(page("/sign-in?next=//elsewhere.example", { isPublic: true }, "sign-in"))).toBe("/");
});

test("whose work is at the desk starts there", async () => {
  signIn(["CARD_READ_OWN", "AUDIT_READ"]);
  expect(await guardSession(page("/sign-in", { isPublic: true }, "sign-in"))).toBe("/admin");
});
