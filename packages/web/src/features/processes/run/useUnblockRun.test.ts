import { afterEach, expect, test } from "vitest";
import type { AnsweredFieldsFragment } from "../../../graphql/generated/graphql.ts";
import { useSession } from "../../../session/useSession.ts";
import { answerWith } from "../../../test-support/answer-with.ts";
import { useInComponent } from "../../../test-support/use-in-component.ts";
import { useUnblockRun, type RunProcess } from "./useUnblockRun.ts";

const process: RunProcess = {
  id: "p1",
  state: "RESPONSE_SHOWN",
  reference: "UB-7K3M-92",
  startedAt: "2026-11-24T09:00:00Z",
  expiresAt: "2026-11-24T09:30:00Z",
  answeredAt: "2026-11-24T09:01:00Z",
  endedAt: null,
  outcome: null,
  definition: { symbolicName: "CardsSelfServiceProcUnblockPINOffline", name: "Unblock PIN offline" },
  card: {
    id: "c1",
    serialNumber: "00124821",
    label: "Employee card",
    state: "ACTIVE",
    challengeLengths: [16],
    attempts: { triesLeft: 3, isWarned: false },
  },
};
const answered: AnsweredFieldsFragment = {
  process,
  response: { hex: "35F764930BAC14F9", groups: ["35F7", "6493", "0BAC", "14F9"] },
  corrections: [],
  isTold: false,
};

function runWithSecrets() {
  const mounted = useInComponent(() => useUnblockRun("p1"));
  mounted.used.type("1603 EBDF 1C8A 2E72");
  mounted.used.receiver()(answered);
  expect(mounted.used.shown.value?.response.hex).toBe("35F764930BAC14F9");
  return mounted;
}

function expectForgotten(run: ReturnType<typeof useUnblockRun>) {
  expect(run.typed.value).toBe("");
  expect(run.shown.value).toBeNull();
  expect(run.wasHidden.value).toBe(true);
}

afterEach(() => useSession().end("signedOut"));

test("forgets challenge and response when its page is left", () => {
  const { used, wrapper } = runWithSecrets();
  wrapper.unmount();
  expectForgotten(used);
});

test("forgets them when the browser puts the page aside, so that Back does not bring them up again", () => {
  const { used } = runWithSecrets();
  window.dispatchEvent(new Event("pagehide"));
  expectForgotten(used);
});

test("forgets them when the session ends", () => {
  const session = useSession();
  const viewer = {
    user: { id: "u1", username: "ava", displayName: "Ava", role: "SELF_SERVICE_USER", state: "ACTIVE" },
    permissions: [],
    sessionExpiresAt: "2026-11-24T09:15:00Z",
  } as const;
  session.begin(viewer, new Date());
  const { used } = runWithSecrets();
  session.end("expired");
  expectForgotten(used);
});

test("a response that was on its way while everything was hidden stays hidden", () => {
  const { used } = runWithSecrets();
  const receive = used.receiver();
  used.hide();
  receive(answered);
  expect(used.shown.value).toBeNull();
  expect(used.wasHidden.value).toBe(true);
});

test("hiding keeps the process, so that the response can be shown again without typing", () => {
  const { used } = runWithSecrets();
  used.hide();
  expect(used.process.value?.state).toBe("RESPONSE_SHOWN");
  expect(used.shown.value).toBeNull();
});

test.each(["EXPIRED", "CANCELLED", "COMPLETED"] as const)(
  "a refusal because the process is %s leads to the page of what it came to",
  async (state) => {
    const { used } = runWithSecrets();
    answerWith({ body: { data: { process: { ...process, state } } } });
    await used.takeRefusal({ code: "PROCESS_ENDED", message: "It is over." });
    expect(used.process.value?.state).toBe(state);
    expect(used.refusal.value).toBeNull();
    expect(used.shown.value).toBeNull();
  },
);

test.each(["AWAITING_CHALLENGE", "RESPONSE_SHOWN"] as const)(
  "a refusal while the process is still open (%s) is told in the server's words and takes the response away",
  async (state) => {
    const { used } = runWithSecrets();
    answerWith({ body: { data: { process: { ...process, state } } } });
    await used.takeRefusal({ code: "CARD_NOT_ACTIVE", message: "Contact the help desk." });
    expect(used.refusal.value).toEqual({ code: "CARD_NOT_ACTIVE", message: "Contact the help desk." });
    expect(used.shown.value).toBeNull();
  },
);

test("a refusal is told even when the connection is lost right after it", async () => {
  const { used } = runWithSecrets();
  answerWith("no connection");
  await used.takeRefusal({ code: "CARD_NOT_ACTIVE", message: "Contact the help desk." });
  expect(used.refusal.value?.message).toBe("Contact the help desk.");
});

test("a process that is not there, or not theirs, is missing", async () => {
  const { used } = useInComponent(() => useUnblockRun("p1"));
  answerWith({ body: { data: { process: null } } });
  await used.load();
  expect(used.isMissing.value).toBe(true);
});
