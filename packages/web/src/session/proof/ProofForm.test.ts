import { mount } from "@vue/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { i18n } from "../../i18n/i18n.ts";
import { hasPasskeys, signWithPasskey } from "./authenticator.ts";
import ProofForm from "./ProofForm.vue";

vi.mock("./authenticator.ts", () => ({ hasPasskeys: vi.fn(), signWithPasskey: vi.fn() }));

const shown = (methods: string[], problem: string | null = null) =>
  mount(ProofForm, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: { methods: methods as never, passkeyOptionsJson: "{}", isRunning: false, problem },
  });
const fill = async (wrapper: ReturnType<typeof shown>, text: string) => {
  await wrapper.get("input").setValue(text);
  await wrapper.get("form").trigger("submit");
  await vi.dynamicImportSettled();
};

beforeEach(() => vi.mocked(hasPasskeys).mockReturnValue(true));

test("a code of the app may be typed with a gap", async () => {
  const wrapper = shown(["TOTP"]);
  await fill(wrapper, "123 456");
  expect(wrapper.emitted("give")).toEqual([[{ totp: "123456" }]]);
});

test("an empty field is answered with what to do, and nothing is sent", async () => {
  const wrapper = shown(["PASSWORD"]);
  await fill(wrapper, "");
  expect(wrapper.emitted("give")).toBeUndefined();
  expect(wrapper.text()).toContain("Enter your password");
});

test("a password is sent exactly as it was typed", async () => {
  const wrapper = shown(["PASSWORD"]);
  await fill(wrapper, " with blanks ");
  expect(wrapper.emitted("give")).toEqual([[{ password: " with blanks " }]]);
});

test("somebody from a directory gives the password of the directory", async () => {
  const wrapper = shown(["LDAP"]);
  expect(wrapper.get("label").text()).toBe("Password of your directory account");
  await fill(wrapper, "a long walk by the sea");
  expect(wrapper.emitted("give")).toEqual([[{ password: "a long walk by the sea" }]]);
});

test("the other ways are one tap away, and what was typed for one is not sent for another", async () => {
  const wrapper = shown(["TOTP", "RECOVERY_CODE"]);
  await wrapper.get("input").setValue("123456");
  await wrapper
    .findAll("button")
    .find((button) => button.text() === "Use a recovery code")
    ?.trigger("click");
  expect(wrapper.get("input").element.value).toBe("");
  await fill(wrapper, "ABCD-EFGH");
  expect(wrapper.emitted("give")).toEqual([[{ recoveryCode: "ABCD-EFGH" }]]);
});

test("a passkey comes first where the browser has one, and what it signed is given", async () => {
  vi.mocked(signWithPasskey).mockResolvedValue({ type: "Signed", json: "{signed}" });
  const wrapper = shown(["PASSKEY", "TOTP"]);
  await wrapper.get("form").trigger("submit");
  await vi.waitFor(() => expect(wrapper.emitted("give")).toEqual([[{ passkeyAssertionJson: "{signed}" }]]));
});

test("a passkey that was not used is told, and nothing is sent", async () => {
  vi.mocked(signWithPasskey).mockResolvedValue({ type: "NothingSigned" });
  const wrapper = shown(["PASSKEY", "TOTP"]);
  await wrapper.get("form").trigger("submit");
  await vi.waitFor(() => expect(wrapper.get('[role="alert"]').text()).toContain("No passkey was used"));
  expect(wrapper.emitted("give")).toBeUndefined();
});

test("a browser without passkeys is not offered one", () => {
  vi.mocked(hasPasskeys).mockReturnValue(false);
  const wrapper = shown(["PASSKEY", "TOTP"]);
  expect(wrapper.text()).not.toContain("passkey");
  expect(wrapper.get("label").text()).toBe("Code from your authenticator app");
});

test("says so where no way is left", () => {
  vi.mocked(hasPasskeys).mockReturnValue(false);
  expect(shown(["PASSKEY"]).text()).toContain("no way to confirm");
});
