import { mount } from "@vue/test-utils";
import { expect, test } from "vitest";
import { i18n } from "../../../i18n/i18n.ts";
import ResponseGroups from "./ResponseGroups.vue";

const show = () =>
  mount(ResponseGroups, { props: { groups: ["35F7", "6493", "0BAC", "14F9"] }, global: { plugins: [i18n] } });

test("its text is the response and nothing else, so that copying and reading aloud are exact", () => {
  expect(show().find("[data-testid=response]").text().replaceAll(/\s/g, "")).toBe("35F764930BAC14F9");
});

test("is a list of groups that page translation leaves alone", () => {
  const list = show().find("ol");
  expect(list.findAll("li")).toHaveLength(4);
  expect(list.attributes("translate")).toBe("no");
  expect(list.attributes("dir")).toBe("ltr");
});

test("a group that was typed can be ticked off, and the tick taken back", async () => {
  const second = show().findAll("button")[1];
  expect(second?.attributes("aria-pressed")).toBe("false");
  await second?.trigger("click");
  expect(second?.attributes("aria-pressed")).toBe("true");
  await second?.trigger("click");
  expect(second?.attributes("aria-pressed")).toBe("false");
});

test("another response starts without ticks", async () => {
  const wrapper = show();
  await wrapper.findAll("button")[0]?.trigger("click");
  await wrapper.setProps({ groups: ["AAAA", "BBBB"] });
  expect(wrapper.findAll("button").map((button) => button.attributes("aria-pressed"))).toEqual(["false", "false"]);
});
