import { mount } from "@vue/test-utils";
import { beforeAll, expect, test } from "vitest";
import type { Permission } from "../../graphql/generated/graphql.ts";
import access from "../../i18n/en/admin-access.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import PermissionChoice from "./PermissionChoice.vue";
import { groupsForRoles } from "./permission-groups.ts";

beforeAll(() => addMessages("admin", { access }));

const shown = (props: object = {}) =>
  mount(PermissionChoice, {
    global: { plugins: [i18n] },
    props: {
      id: "p",
      legend: "What may they do?",
      groups: groupsForRoles(),
      mayGive: (permission: Permission) => permission !== "AUDIT_READ",
      modelValue: ["CARD_READ_ANY"],
      ...props,
    },
  });

test("ticking adds a permission, and taking the tick away takes it away", async () => {
  const wrapper = shown();
  await wrapper.get("#p-USER_READ").setValue(true);
  await wrapper.get("#p-CARD_READ_ANY").setValue(false);
  expect(wrapper.emitted("update:modelValue")).toEqual([[["CARD_READ_ANY", "USER_READ"]], [["USER_READ"]]]);
});

test("what one does not have oneself cannot be ticked, and says why", () => {
  const wrapper = shown();
  const box = wrapper.get("#p-AUDIT_READ");
  expect(box.attributes("disabled")).toBeDefined();
  expect(wrapper.get(`#${box.attributes("aria-describedby") ?? ""}`).text()).toContain("you don't have it yourself");
});

test("where nothing can be changed, everything is shown and nothing can be ticked", () => {
  const boxes = shown({ isReadOnly: true }).findAll<HTMLInputElement>("input");
  expect(boxes.every(({ element }) => element.disabled)).toBe(true);
  expect(boxes.filter(({ element }) => element.checked)).toHaveLength(1);
});

test("a problem stands at the group, and is told with it", () => {
  const wrapper = shown({ error: "Choose at least one" });
  expect(wrapper.get("fieldset").attributes("aria-describedby")).toBe("p-error");
  expect(wrapper.get("#p-error").text()).toBe("Choose at least one");
});
