import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { defineComponent, h } from "vue";
import { createRouter, createWebHistory, RouterView } from "vue-router";
import { useAddressFilters, type AddressFilters } from "./useAddressFilters.ts";
import { usePages, type Pages } from "./usePages.ts";

let close: (() => void) | null = null;
afterEach(() => close?.());

async function listing(address = "/list") {
  let pages: Pages | undefined;
  let filtering: AddressFilters<"search" | "state"> | undefined;
  const List = defineComponent(() => {
    pages = usePages();
    filtering = useAddressFilters(["search", "state"]);
    return () => h("p", "list");
  });
  const router = createRouter({ history: createWebHistory(), routes: [{ path: "/list", component: List }] });
  await router.push(address);
  const wrapper = mount(RouterView, { global: { plugins: [router] } });
  close = () => wrapper.unmount();
  if (pages === undefined || filtering === undefined) throw new Error("the list is there");
  return { router, pages, filtering };
}

describe("usePages", () => {
  it("goes on and back through the pages it came by", async () => {
    const { pages } = await listing();
    expect(pages.after.value).toBeNull();
    await pages.goNext("fifty");
    await pages.goNext("hundred");
    expect(pages.after.value).toBe("hundred");
    await pages.goPrevious();
    expect(pages.after.value).toBe("fifty");
    await pages.goPrevious();
    expect(pages.after.value).toBeNull();
  });

  it("goes to the first page from an address that was opened directly", async () => {
    const { pages } = await listing("/list?after=hundred");
    await pages.goPrevious();
    expect(pages.after.value).toBeNull();
  });

  it("keeps the filters while turning pages", async () => {
    const { pages, router } = await listing("/list?search=maja");
    await pages.goNext("fifty");
    expect(router.currentRoute.value.query).toEqual({ search: "maja", after: "fifty" });
    await pages.goPrevious();
    expect(router.currentRoute.value.query).toEqual({ search: "maja" });
  });
});

describe("useAddressFilters", () => {
  it("reads what is not in the address as the empty string", async () => {
    const { filtering } = await listing("/list?search=maja");
    expect(filtering.filters.value).toEqual({ search: "maja", state: "" });
    expect(filtering.isFiltered.value).toBe(true);
  });

  it("starts again at the first page when a filter changes", async () => {
    const { filtering, router } = await listing("/list?search=maja&after=fifty");
    await filtering.setFilters({ state: "ACTIVE" });
    expect(router.currentRoute.value.query).toEqual({ search: "maja", state: "ACTIVE" });
  });

  it("takes an emptied filter out of the address", async () => {
    const { filtering, router } = await listing("/list?search=maja");
    await filtering.setFilters({ search: "  " });
    expect(router.currentRoute.value.query).toEqual({});
    expect(filtering.isFiltered.value).toBe(false);
  });
});
