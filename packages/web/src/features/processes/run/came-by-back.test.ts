import { afterEach, expect, test, vi } from "vitest";

async function freshly() {
  vi.resetModules();
  const { pageTurned } = await import("../../../ui/page/page-turn.ts");
  const { cameByBack } = await import("./came-by-back.ts");
  return { pageTurned, cameByBack };
}

const arriveBy = (type: string) =>
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type }] as unknown as PerformanceEntryList);

afterEach(() => history.replaceState(null, ""));

test("a page that is loaded or loaded again was not reached by Back", async () => {
  const { cameByBack } = await freshly();
  arriveBy("reload");
  history.replaceState({ forward: "/elsewhere" }, "");
  expect(cameByBack()).toBe(false);
});

test("a page that the browser loads on the way back from another site was", async () => {
  const { cameByBack } = await freshly();
  arriveBy("back_forward");
  expect(cameByBack()).toBe(true);
});

test("after a turn of pages it is the history that tells", async () => {
  const { cameByBack, pageTurned } = await freshly();
  arriveBy("back_forward");
  pageTurned();
  history.replaceState({ forward: null }, "");
  expect(cameByBack()).toBe(false);
  history.replaceState({ forward: "/" }, "");
  expect(cameByBack()).toBe(true);
});
