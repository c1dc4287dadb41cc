import { flushPromises, mount } from "@vue/test-utils";
import { effectScope } from "vue";
import { expect, test } from "vitest";
import { i18n } from "../../../i18n/i18n.ts";
import { answerWith, askedWith, type PretendedAnswer } from "../../../test-support/answer-with.ts";
import { useUnblockRun, type RunProcess } from "../run/useUnblockRun.ts";
import ChallengeStep from "./ChallengeStep.vue";

const process: RunProcess = {
  id: "p1",
  state: "AWAITING_CHALLENGE",
  reference: "UB-7K3M-92",
  startedAt: "2026-11-24T09:00:00Z",
  expiresAt: "2026-11-24T09:30:00Z",
  answeredAt: null,
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
const loaded = (state = process.state): PretendedAnswer => ({ body: { data: { process: { ...process, state } } } });
const answeredAt = "2026-11-24T09:20:00";
const alreadyAnswered: PretendedAnswer = {
  body: {
    data: {
      submitChallenge: {
        __typename: "ChallengeAlreadyAnswered",
        code: "",
        message: "",
        field: ["challenge"],
        answeredAt,
      },
    },
  },
};

async function step(typed: string, ...answers: PretendedAnswer[]) {
  const fetched = answerWith(loaded(), ...answers);
  const scope = effectScope();
  const run = scope.run(() => useUnblockRun("p1"));
  if (run === undefined) throw new Error("no scope");
  await run.load();
  run.type(typed);
  const wrapper = mount(ChallengeStep, {
    props: { run, process, isCancelling: false },
    attachTo: document.body,
    global: { plugins: [i18n] },
  });
  const next = async () => {
    await wrapper.find("form").trigger("submit");
    await flushPromises();
  };
  return { run, wrapper, fetched, next };
}

test("sends what was typed and goes on with the response", async () => {
  const answered = {
    __typename: "ChallengeAnswered",
    process: { ...process, state: "RESPONSE_SHOWN" },
    response: { hex: "35F764930BAC14F9", groups: ["35F7", "6493", "0BAC", "14F9"] },
    corrections: [],
    isTold: false,
  };
  const { run, wrapper, fetched, next } = await step("16O3 EBDF 1C8A 2E72", {
    body: { data: { submitChallenge: answered } },
  });
  await next();
  expect(askedWith(fetched, 1)).toEqual({ input: { processId: "p1", challenge: "16O3 EBDF 1C8A 2E72" } });
  expect(run.shown.value?.response.groups).toHaveLength(4);
  expect(wrapper.emitted("answered")).toHaveLength(1);
});

test("explains a mistyped challenge in the summary and at the field, keeps it, and asks the server nothing", async () => {
  const { run, wrapper, fetched, next } = await step("1603 EBDF 1C8A 2E7");
  await next();
  const reason = "Challenge must have 16 characters. You entered 15.";
  expect(wrapper.find("[role=alert]").text()).toContain("There is a problem");
  expect(wrapper.find("[role=alert] a").text()).toBe(reason);
  expect(wrapper.find("#challenge-error").text()).toBe(reason);
  expect(wrapper.find("input").attributes("aria-invalid")).toBe("true");
  expect(run.typed.value).toBe("1603 EBDF 1C8A 2E7");
  expect(fetched).toHaveBeenCalledOnce();
});

test("a reason that no longer holds goes away while typing", async () => {
  const { run, wrapper, next } = await step("1603 EBDF 1C8A 2E7");
  await next();
  run.type("1603 EBDF 1C8A 2E72");
  await flushPromises();
  expect(wrapper.find("[role=alert]").exists()).toBe(false);
});

test("a challenge that an earlier process answered is refused at the field, with the time on this device", async () => {
  const { wrapper, next } = await step("1603 EBDF 1C8A 2E72", alreadyAnswered, loaded());
  await next();
  expect(wrapper.find("#challenge-error").text()).toBe(
    "This challenge was answered at 09:20. Check what your computer shows now.",
  );
});

test("a challenge that another tab answered leads to what this process has come to", async () => {
  const { run, wrapper, next } = await step("1603 EBDF 1C8A 2E72", alreadyAnswered, loaded("RESPONSE_SHOWN"));
  await next();
  expect(run.process.value?.state).toBe("RESPONSE_SHOWN");
  expect(wrapper.find("#challenge-error").exists()).toBe(false);
});

test("without a connection what was typed is kept and can be sent again", async () => {
  const { run, wrapper, next } = await step("1603 EBDF 1C8A 2E72", "no connection");
  await next();
  expect(wrapper.find("[role=alert]").text()).toContain("What you typed is kept.");
  expect(run.typed.value).toBe("1603 EBDF 1C8A 2E72");
});
