import { mount } from "@vue/test-utils";
import { beforeAll, describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import profiles from "../../i18n/en/admin-profiles.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { aCommand } from "./a-profile.ts";
import AdditionalCommands from "./AdditionalCommands.vue";
import type { CommandRow } from "./profile-draft.ts";

const commands = [aCommand("Unblock"), aCommand("Report", ["SELF_SERVICE", "OPERATOR"])];

function shown(start: CommandRow[] = []) {
  const rows = ref(start);
  const wrapper = mount(AdditionalCommands, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: {
      section: "ACTIVE",
      commands,
      problems: [],
      rows: rows.value,
      "onUpdate:rows": async (next: CommandRow[]) => {
        rows.value = next;
        await wrapper.setProps({ rows: next });
      },
    },
  });
  return { wrapper, rows, add: () => wrapper.find("[data-add]") };
}

beforeAll(() => addMessages("admin", { profiles }));

const unblock: CommandRow = { key: "Unblock", process: "Unblock", who: ["SELF_SERVICE"] };
const report: CommandRow = { key: "Report", process: "Report", who: ["OPERATOR"] };

describe("AdditionalCommands", () => {
  it("adds an empty row with New and goes to its process", async () => {
    const { wrapper, rows, add } = shown();
    await add().trigger("click");
    await nextTick();
    expect(rows.value).toMatchObject([{ process: "", who: [] }]);
    expect(document.activeElement?.tagName).toBe("SELECT");
    wrapper.unmount();
  });

  it("lets everybody start a process who can, once it is chosen", async () => {
    const { wrapper, rows, add } = shown();
    await add().trigger("click");
    await wrapper.find("select").setValue("Report");
    expect(rows.value).toMatchObject([{ process: "Report", who: ["SELF_SERVICE", "OPERATOR"] }]);
    wrapper.unmount();
  });

  it("offers no process twice, and no New when all are there", async () => {
    const { wrapper, add } = shown([unblock]);
    await add().trigger("click");
    const choices = wrapper
      .findAll("select")[1]
      ?.findAll("option")
      .map((option) => option.element.value);
    expect(choices).toEqual(["", "Report"]);
    wrapper.unmount();
    const full = shown([unblock, report]);
    expect(full.add().exists()).toBe(false);
    full.wrapper.unmount();
  });

  it("keeps the focus on a row that was moved", async () => {
    const { wrapper, rows } = shown([unblock, report]);
    await wrapper.findAll('[data-move="1"]')[0]?.trigger("click");
    await nextTick();
    expect(rows.value.map(({ key }) => key)).toEqual(["Report", "Unblock"]);
    expect((document.activeElement as HTMLElement).dataset["move"]).toBe("-1");
    expect(document.activeElement?.closest("tr")?.querySelector("select")?.value).toBe("Unblock");
    wrapper.unmount();
  });

  it("goes to New when the last row is removed", async () => {
    const { wrapper, rows } = shown([unblock]);
    const remove = wrapper.findAll("button").at(-1);
    await remove?.trigger("click");
    await nextTick();
    expect(rows.value).toEqual([]);
    expect(document.activeElement).toBe(wrapper.find("[data-add]").element);
    wrapper.unmount();
  });
});
