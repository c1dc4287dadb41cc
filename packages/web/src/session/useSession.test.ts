import { BroadcastChannel as NodeChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerWith } from "../test-support/answer-with.ts";
import { lastAnswerAt } from "../graphql/last-answer.ts";
import { request } from "../graphql/request.ts";
import { useSession, type Viewer } from "./useSession.ts";

// The pretended browser has no channel between tabs; Node's is the same thing.
vi.hoisted(() => {
  const { BroadcastChannel } = process.getBuiltinModule("node:worker_threads");
  vi.stubGlobal("BroadcastChannel", BroadcastChannel);
});

const session = useSession();
const now = new Date("2026-11-24T09:00:00Z");

function viewerCalled(id: string, permissions: Viewer["permissions"] = ["CARD_READ_OWN", "PROCESS_RUN_OWN"]): Viewer {
  return {
    user: { id, username: id, displayName: id, role: "SELF_SERVICE_USER", state: "ACTIVE" },
    permissions,
    sessionExpiresAt: "2026-11-24T09:15:00Z",
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now });
  lastAnswerAt.value = null;
});
afterEach(() => {
  session.end("signedOut");
  vi.useRealTimers();
});

test("knows what the person may do by the names the server uses", () => {
  session.begin(viewerCalled("ava", ["CARD_READ_ANY", "AUDIT_READ"]), now);
  expect(session.can("card:read:any")).toBe(true);
  expect(session.can("audit:read")).toBe(true);
  expect(session.can("profile:write")).toBe(false);
});

test("nobody may do anything once the session is over", () => {
  session.begin(viewerCalled("ava"), now);
  session.end("expired");
  expect(session.can("card:read:own")).toBe(false);
  expect(session.viewer.value).toBeNull();
  expect(session.endedBy.value).toBe("expired");
});

test("the server's clock may be wrong against this device's: only the distance counts", () => {
  const serverClock = new Date("2026-11-24T09:05:00Z");
  session.begin(viewerCalled("ava"), serverClock);
  expect(session.expiresAt.value).toEqual(new Date("2026-11-24T09:10:00Z"));
});

test("every answer of the server prolongs the session by as much as it lasted at first", async () => {
  session.begin(viewerCalled("ava"), now);
  vi.setSystemTime("2026-11-24T09:07:00Z");
  answerWith({ body: { data: {} } });
  await request({ toString: () => "query { viewer { user { id } } }" }, {});
  expect(session.expiresAt.value).toEqual(new Date("2026-11-24T09:22:00Z"));
});

test("whoever holds something of the person hears that the session ended, once", () => {
  const listener = vi.fn();
  const stop = session.onEnd(listener);
  session.begin(viewerCalled("ava"), now);
  session.end("signedOut");
  session.end("expired");
  stop();
  expect(listener.mock.calls).toEqual([["signedOut"]]);
});

test("somebody else who signs in from another tab ends what was here", () => {
  const listener = vi.fn();
  session.begin(viewerCalled("ava"), now);
  const stop = session.onEnd(listener);
  session.begin(viewerCalled("ben"), now);
  stop();
  expect(listener.mock.calls).toEqual([["replaced"]]);
  expect(session.viewer.value?.user.id).toBe("ben");
});

test("signing out without a connection leaves the session as it is and says so", async () => {
  session.begin(viewerCalled("ava"), now);
  answerWith("no connection");
  expect(await session.signOut()).toBe(false);
  expect(session.viewer.value).not.toBeNull();
});

test("a session that the server no longer knows ends here as well", async () => {
  session.begin(viewerCalled("ava"), now);
  answerWith({ body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } });
  await request({ toString: () => "query { viewer { user { id } } }" }, {});
  expect(session.viewer.value).toBeNull();
});

test("signing out in one tab signs out the others", async () => {
  vi.useRealTimers();
  session.begin(viewerCalled("ava"), new Date());
  const otherTab = new NodeChannel("unlatch-session");
  otherTab.postMessage("signed-out");
  await vi.waitFor(() => expect(session.viewer.value).toBeNull());
  otherTab.close();
});
