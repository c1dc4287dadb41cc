import { flushPromises } from "@vue/test-utils";
import { nextTick, ref } from "vue";
import { expect, test, vi } from "vitest";
import { answerWith } from "../test-support/answer-with.ts";
import { useInComponent } from "../test-support/use-in-component.ts";
import type { TypedDocument } from "./request.ts";
import { useQuery } from "./useQuery.ts";

const document: TypedDocument<{ name: string }, { id: string }> = { toString: () => "query { name }" };

test("asks at once, and again when its variables change", async () => {
  const fetched = answerWith({ body: { data: { name: "first" } } }, { body: { data: { name: "second" } } });
  const id = ref("1");
  const { used } = useInComponent(() => useQuery(document, () => ({ id: id.value })));
  await flushPromises();
  expect(used.answer.value).toEqual({ name: "first" });
  id.value = "2";
  await flushPromises();
  expect(used.answer.value).toEqual({ name: "second" });
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("an answer that comes after a newer question was asked is dropped", async () => {
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push(resolve)));
  const id = ref("1");
  const { used } = useInComponent(() => useQuery(document, () => ({ id: id.value })));
  id.value = "2";
  await nextTick();
  answers[1]?.(new Response(JSON.stringify({ data: { name: "of 2" } })));
  await flushPromises();
  answers[0]?.(new Response(JSON.stringify({ data: { name: "of 1" } })));
  await flushPromises();
  expect(used.answer.value).toEqual({ name: "of 2" });
  expect(used.isLoading.value).toBe(false);
});

test("the last answer stays while the next one fails, and the failure is told", async () => {
  answerWith({ body: { data: { name: "kept" } } }, "no connection");
  const { used } = useInComponent(() => useQuery(document, () => ({ id: "1" })));
  await flushPromises();
  await used.reload();
  expect(used.answer.value).toEqual({ name: "kept" });
  expect(used.failure.value).toEqual({ type: "Offline" });
});

test("asks nothing while the variables are not known", async () => {
  const fetched = answerWith({ body: { data: { name: "never" } } });
  useInComponent(() => useQuery(document, () => null));
  await flushPromises();
  expect(fetched).not.toHaveBeenCalled();
});

test("holds nothing once its page is left", async () => {
  answerWith({ body: { data: { name: "gone" } } });
  const { used, wrapper } = useInComponent(() => useQuery(document, () => ({ id: "1" })));
  await flushPromises();
  wrapper.unmount();
  expect(used.answer.value).toBeNull();
});
