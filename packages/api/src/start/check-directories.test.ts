import { afterEach, expect, test, vi } from "vitest";
import { makeLogger } from "../platform/logger.ts";
import { checkDirectories } from "./check-directories.ts";

type Checked = { ended: number; unanswered: { methodId: string; step: "CONNECT" }[] };
const logged: string[] = [];
const logger = makeLogger("debug", { write: (line) => void logged.push(line) });
const nothing: Checked = { ended: 0, unanswered: [] };

afterEach(() => {
  vi.useRealTimers();
  logged.length = 0;
});

/** Somebody to ask, who answers when told to. */
function directories(answer: () => Promise<Checked>) {
  const asked = { times: 0 };
  const checkDirectoryPeople = () => {
    asked.times += 1;
    return answer();
  };
  return { asked, application: { identity: { checkDirectoryPeople } } };
}

test("asks at once and then every so often, until the server stops", async () => {
  vi.useFakeTimers();
  const { asked, application } = directories(async () => nothing);
  const stop = checkDirectories(application, logger, 300);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.times).toBe(1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.times).toBe(3);
  await stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.times).toBe(3);
});

test("begins no round while one is under way, and waits for it when the server stops", async () => {
  vi.useFakeTimers();
  let finish: (checked: Checked) => void = () => undefined;
  const { asked, application } = directories(() => new Promise((resolve) => (finish = resolve)));
  const stop = checkDirectories(application, logger, 1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.times).toBe(1);
  let isStopped = false;
  const stopped = stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(0);
  expect(isStopped).toBe(false);
  finish(nothing);
  await stopped;
});

test("tells of a directory that does not answer, and goes on after a fault", async () => {
  vi.useFakeTimers();
  const answers = [
    async () => ({ ended: 2, unanswered: [{ methodId: "one", step: "CONNECT" as const }] }),
    () => Promise.reject(new Error("the database is away")),
    async () => nothing,
  ];
  const { asked, application } = directories(() => (answers.shift() ?? (async () => nothing))());
  const stop = checkDirectories(application, logger, 1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked.times).toBe(3);
  expect(logged.join("\n")).toMatch(/"ended":2[\s\S]*"methodId":"one","step":"CONNECT"[\s\S]*the database is away/);
  await stop();
});
