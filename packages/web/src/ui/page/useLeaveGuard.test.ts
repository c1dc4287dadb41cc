import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { defineComponent, h, ref } from "vue";
import { createMemoryHistory, createRouter, RouterView, type Router } from "vue-router";
import { useLeaveGuard, type LeaveGuard } from "./useLeaveGuard.ts";

let close: (() => void) | null = null;
afterEach(() => close?.());

async function editing() {
  const isUnsaved = ref(false);
  const isForced = ref(false);
  let guard: LeaveGuard | undefined;
  const Edit = defineComponent(() => {
    guard = useLeaveGuard(
      () => isUnsaved.value,
      () => isForced.value,
    );
    return () => h("p", "edit");
  });
  const Other = { render: () => h("p", "other") };
  const router: Router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/edit/:id", component: Edit },
      { path: "/other", component: Other },
    ],
  });
  await router.push("/edit/1");
  const wrapper = mount(RouterView, { global: { plugins: [router] } });
  close = () => wrapper.unmount();
  if (guard === undefined) throw new Error("the page is there");
  return { router, isUnsaved, isForced, guard };
}

const path = (router: Router) => router.currentRoute.value.fullPath;

describe("useLeaveGuard", () => {
  it("lets go when nothing is unsaved", async () => {
    const { router, guard } = await editing();
    await router.push("/other");
    expect(guard.isAsking.value).toBe(false);
    expect(path(router)).toBe("/other");
  });

  it("asks before another page, and stays when told to", async () => {
    const { router, isUnsaved, guard } = await editing();
    isUnsaved.value = true;
    const going = router.push("/other");
    await expect.poll(() => guard.isAsking.value).toBe(true);
    guard.stay();
    await going;
    expect(path(router)).toBe("/edit/1");
  });

  it("leaves when told to", async () => {
    const { router, isUnsaved, guard } = await editing();
    isUnsaved.value = true;
    const going = router.push("/other");
    await expect.poll(() => guard.isAsking.value).toBe(true);
    guard.leave();
    await going;
    expect(path(router)).toBe("/other");
  });

  it("takes a dialog that was closed for staying", async () => {
    const { router, isUnsaved, guard } = await editing();
    isUnsaved.value = true;
    const going = router.push("/edit/2");
    await expect.poll(() => guard.isAsking.value).toBe(true);
    guard.isAsking.value = false;
    await going;
    expect(path(router)).toBe("/edit/1");
  });

  it("does not ask between the tabs of a page", async () => {
    const { router, isUnsaved } = await editing();
    isUnsaved.value = true;
    await router.push("/edit/1?state=ACTIVE");
    expect(path(router)).toBe("/edit/1?state=ACTIVE");
  });

  it("lets the browser ask before the window is closed, unless the session ended", async () => {
    const { isUnsaved, isForced, router } = await editing();
    const isStopped = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(isStopped()).toBe(false);
    isUnsaved.value = true;
    expect(isStopped()).toBe(true);
    isForced.value = true;
    expect(isStopped()).toBe(false);
    await router.push("/other");
    expect(path(router)).toBe("/other");
  });
});
