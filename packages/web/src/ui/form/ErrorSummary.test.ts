import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { expect, test } from "vitest";
import ErrorSummary from "./ErrorSummary.vue";

const problems = [{ text: "Enter your user name", fieldId: "username" }];

test("takes the focus when problems appear, under its heading", async () => {
  const wrapper = mount(ErrorSummary, {
    props: { heading: "There is a problem", problems: [] },
    attachTo: document.body,
  });
  expect(wrapper.find("h2").exists()).toBe(false);
  await wrapper.setProps({ problems });
  await nextTick();
  expect(document.activeElement).toBe(wrapper.find("[role=alert]").element);
  expect(wrapper.find("h2").text()).toBe("There is a problem");
  wrapper.unmount();
});

test("a problem leads to its field", async () => {
  const field = document.createElement("input");
  field.id = "username";
  document.body.append(field);
  const wrapper = mount(ErrorSummary, { props: { heading: "There is a problem", problems }, attachTo: document.body });
  await nextTick();
  await wrapper.find("a").trigger("click");
  expect(document.activeElement).toBe(field);
  wrapper.unmount();
  field.remove();
});

test("a problem that is at no field is text, not a link to nowhere", () => {
  const wrapper = mount(ErrorSummary, {
    props: { heading: "There is a problem", problems: [{ text: "You're offline", fieldId: null }] },
  });
  expect(wrapper.find("a").exists()).toBe(false);
  expect(wrapper.text()).toContain("You're offline");
});
