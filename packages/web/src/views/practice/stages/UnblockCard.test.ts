import { mount } from "@vue/test-utils";
import { expect, test } from "vitest";
import { i18n } from "../../../i18n/i18n.ts";
import "../practice-words.ts";
import UnblockCard from "./UnblockCard.vue";

const shown = { challenge: ["1603", "EBDF"], message: null, wrongField: null, isRunning: false };
const screen = () => mount(UnblockCard, { props: shown, global: { plugins: [i18n] } });
const valueOf = (page: ReturnType<typeof screen>, id: string) => (page.find(id).element as HTMLInputElement).value;

test("shows the challenge in groups of four and hands over what was typed", async () => {
  const page = screen();
  expect(page.find("[data-testid=practice-challenge]").text()).toBe("1603 EBDF");
  await page.find("#practice-response").setValue("35F7 6493");
  await page.find("#practice-newPin").setValue("8642");
  await page.find("#practice-repeated").setValue("8643");
  await page.find("form").trigger("submit");
  expect(page.emitted("unblock")).toEqual([[{ response: "35F7 6493", newPin: "8642", repeated: "8643" }]]);
});

test("explains a problem at its field and keeps what was typed", async () => {
  const page = screen();
  await page.find("#practice-response").setValue("35F7");
  await page.setProps({ message: "Response must have 16 characters. You entered 4.", wrongField: "response" });
  expect(page.find("#practice-response-error").text()).toBe("Response must have 16 characters. You entered 4.");
  expect(valueOf(page, "#practice-response")).toBe("35F7");
});

test("empties the response when the challenge is another one, and keeps the new PIN", async () => {
  const page = screen();
  await page.find("#practice-response").setValue("35F7 6493");
  await page.find("#practice-newPin").setValue("8642");
  await page.setProps({ challenge: ["2222", "3333"] });
  expect(valueOf(page, "#practice-response")).toBe("");
  expect(valueOf(page, "#practice-newPin")).toBe("8642");
});
