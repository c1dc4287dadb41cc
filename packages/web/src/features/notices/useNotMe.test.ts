import { afterEach, expect, test, vi } from "vitest";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { useNotMe } from "./useNotMe.ts";

const token = "A".repeat(54);
const notice = {
  __typename: "NotMeOpened",
  cardLabel: "Employee card",
  serialEnding: "4821",
  givenAt: "2026-11-24T09:20:12.000Z",
  reportedAt: null,
  isFrozen: false,
};
const opened = (changed: object = {}) => ({ body: { data: { openNotMe: { ...notice, ...changed } } } });
const reported = (reportNotMe: object) => ({ body: { data: { reportNotMe } } });
const refusal = (code: string, message: string) => ({ __typename: "Refused", code, message });
afterEach(() => vi.unstubAllGlobals());

test("looking at the link reports nothing", async () => {
  const fetched = answerWith(opened());
  const notMe = useNotMe(token);
  await notMe.open();
  expect(notMe.opened.value).toEqual(notice);
  expect(notMe.isReported.value).toBe(false);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(askedWith(fetched, 0)).toEqual({ input: { token } });
});

test("reports once, however often the button is pressed", async () => {
  const fetched = answerWith(
    opened(),
    reported({ __typename: "NotMeReported", cardLabel: "Employee card", serialEnding: "4821" }),
  );
  const notMe = useNotMe(token);
  await notMe.open();
  expect(await Promise.all([notMe.report(), notMe.report()])).toEqual([true, false]);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("a link that was used meanwhile is looked at once more, to say when", async () => {
  answerWith(
    opened(),
    reported({ ...refusal("NOT_ME_REPORTED_BEFORE", "Already."), __typename: "NotMeReportedBefore" }),
    opened({ reportedAt: "2026-11-24T10:00:00.000Z", isFrozen: true }),
  );
  const notMe = useNotMe(token);
  await notMe.open();
  expect(await notMe.report()).toBe(false);
  expect(notMe.opened.value).toMatchObject({ reportedAt: "2026-11-24T10:00:00.000Z", isFrozen: true });
});

test("tells a link that opens nothing from one that has to wait", async () => {
  answerWith({ body: { data: { openNotMe: refusal("NOTICE_LINK_UNUSABLE", "Too old.") } } });
  const unusable = useNotMe(token);
  await unusable.open();
  expect([unusable.unusable.value, unusable.problem.value]).toEqual(["Too old.", null]);
  answerWith({ body: { data: { openNotMe: refusal("RATE_LIMITED", "Too many tries.") } } });
  const limited = useNotMe(token);
  await limited.open();
  expect([limited.unusable.value, limited.problem.value]).toEqual([null, "Too many tries."]);
});
