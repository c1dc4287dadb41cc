import { expect, test } from "vitest";
import { answerWith } from "../test-support/answer-with.ts";
import type { TypedDocument } from "./request.ts";
import { useMutation } from "./useMutation.ts";

const document: TypedDocument<{ done: boolean }, object> = { toString: () => "mutation { done }" };

test("a second press while it runs does nothing", async () => {
  const fetched = answerWith({ body: { data: { done: true } } });
  const { run, isRunning } = useMutation(document);
  const first = run({});
  expect(isRunning.value).toBe(true);
  expect(await run({})).toBeNull();
  expect(await first).toEqual({ done: true });
  expect(isRunning.value).toBe(false);
  expect(fetched).toHaveBeenCalledOnce();
});

test("keeps why there was no answer until it is run again", async () => {
  answerWith("no connection", { body: { data: { done: true } } });
  const { run, failure } = useMutation(document);
  expect(await run({})).toBeNull();
  expect(failure.value).toEqual({ type: "Offline" });
  await run({});
  expect(failure.value).toBeNull();
});
