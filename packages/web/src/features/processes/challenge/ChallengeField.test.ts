import { mount, type VueWrapper } from "@vue/test-utils";
import { nextTick, ref } from "vue";
import { afterEach, beforeEach, expect, test } from "vitest";
import { i18n } from "../../../i18n/i18n.ts";
import ChallengeField from "./ChallengeField.vue";
import { isKeypadChosen } from "./keypad-choice.ts";

let wrapper: VueWrapper;
const typed = ref("");

function show(text = "") {
  typed.value = text;
  wrapper = mount(ChallengeField, {
    props: {
      modelValue: text,
      "onUpdate:modelValue": (now: string | undefined) => {
        typed.value = now ?? "";
        void wrapper.setProps({ modelValue: now });
      },
      lengths: [16],
      error: null,
      describedBy: "hint",
    },
    attachTo: document.body,
    global: { plugins: [i18n] },
  });
  return wrapper.find("input").element;
}

/** As a keyboard does it: the character goes where the caret is, then the field says so. */
async function press(input: HTMLInputElement, characters: string) {
  for (const character of characters) {
    const at = input.selectionStart ?? input.value.length;
    input.value = input.value.slice(0, at) + character + input.value.slice(at);
    input.setSelectionRange(at + 1, at + 1);
    await wrapper.find("input").trigger("input");
  }
}

const key = (name: string) =>
  wrapper.findAll("button").find((button) => button.text() === name || button.attributes("aria-label") === name);
const echo = () =>
  wrapper.findAll("ol li").map((group) =>
    group
      .findAll("button > span:last-child > span")
      .map((digit) => digit.text())
      .join(""),
  );

beforeEach(() => (isKeypadChosen.value = true));
afterEach(() => wrapper.unmount());

test("is one plain text field without a limit, that no browser corrects, completes or remembers", () => {
  const input = show();
  expect(input.type).toBe("text");
  expect(input.hasAttribute("maxlength")).toBe(false);
  expect(input.getAttribute("autocomplete")).toBe("off");
  expect(input.getAttribute("autocorrect")).toBe("off");
  expect(input.getAttribute("spellcheck")).toBe("false");
  expect(wrapper.find("label[for=challenge]").text()).toBe("Challenge");
});

test("falls into groups while it is typed, and no character is lost on the way", async () => {
  const input = show();
  await press(input, "16o3ebdf1c");
  expect(typed.value).toBe("16O3 EBDF 1C");
  expect(input.value).toBe("16O3 EBDF 1C");
  expect(echo().slice(0, 3)).toEqual(["1603", "EBDF", "1C__"]);
});

test("nothing moves while the caret is in the middle; leaving the field puts it in order", async () => {
  const input = show("1603 EBDF");
  input.setSelectionRange(2, 2);
  await press(input, "9");
  expect(input.value).toBe("16903 EBDF");
  expect(input.selectionStart).toBe(3);
  await wrapper.find("input").trigger("blur");
  expect(input.value).toBe("1690 3EBD F");
});

test("a slip is corrected in the echo, said aloud, and kept in the field", async () => {
  const input = show();
  await press(input, "1O");
  expect(input.value).toBe("1O");
  expect(wrapper.text()).toContain("Group 1: changed O to 0");
});

test("what only looks like a digit is offered, never taken", async () => {
  const input = show();
  await press(input, "16S3");
  expect(wrapper.text()).toContain("S isn't used here. Did you mean 5?");
  expect(input.value).toBe("16S3");
  await key("Use 5")?.trigger("click");
  expect(input.value).toBe("1653");
});

test("the keypad types where the caret is, deletes before it, and moves over the gaps", async () => {
  const input = show("1603 EBDF");
  input.setSelectionRange(4, 4);
  await key("A")?.trigger("click");
  expect(input.value).toBe("1603 AEBD F");
  expect(input.selectionStart).toBe(6);
  await key("Delete")?.trigger("click");
  expect(input.value).toBe("1603 EBDF");
  await key("Move left")?.trigger("click");
  await key("Delete")?.trigger("click");
  expect(input.value).toBe("163E BDF");
  await key("Move right")?.trigger("click");
  await key("0")?.trigger("click");
  expect(typed.value).toBe("1630 EBDF");
});

test("the keypad silences the phone's keyboard, which is one tap away", async () => {
  const input = show();
  expect(input.inputMode || input.getAttribute("inputmode")).toBe("none");
  await key("Use phone keyboard")?.trigger("click");
  expect(input.getAttribute("inputmode")).toBe("text");
  expect(wrapper.find("[role=group]").exists()).toBe(false);
});

test("a group of the echo leads the caret to its end", async () => {
  const input = show("1603 EBDF 1C8A");
  await wrapper.findAll("ol li button")[1]?.trigger("click");
  await nextTick();
  expect(input.selectionStart).toBe(9);
});

test("says once that all characters are there", async () => {
  const input = show("1603 EBDF 1C8A 2E7");
  input.setSelectionRange(18, 18);
  expect(wrapper.find("[role=status]").text()).toBe("");
  await press(input, "2");
  expect(wrapper.find("[role=status]").text()).toBe("16 of 16, complete");
});
