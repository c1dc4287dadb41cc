import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { expect, test, vi } from "vitest";
import words from "../../i18n/en/admin-sign-in-methods.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { aProviderMethod } from "./a-provider-method.ts";
import MethodList from "./MethodList.vue";

addMessages("admin", { signInMethods: words });

const methods = () => [
  aProviderMethod({ id: "a", kind: "PASSKEY", label: "Passkey" }),
  aProviderMethod({ id: "b", kind: "PASSWORD", label: "Password", isOn: false }),
  aProviderMethod({ id: "c" }),
];

function shown(move = vi.fn().mockResolvedValue(true)) {
  const wrapper = mount(MethodList, {
    props: { methods: methods(), isChanging: false, move },
    attachTo: document.body,
    global: { plugins: [i18n], stubs: { RouterLink: { template: "<a><slot /></a>" } } },
  });
  const named = (name: string) => wrapper.findAll("button").find((button) => button.attributes("aria-label") === name);
  return { wrapper, named, move };
}

test("the first cannot go up nor the last down", () => {
  const { named } = shown();
  expect(named("Move Passkey up")).toBeUndefined();
  expect(named("Move Passkey down")).toBeDefined();
  expect(named("Move Example ID down")).toBeUndefined();
});

test("whoever moves a method stays with it: the focus goes where the row went", async () => {
  const move = vi.fn();
  const { wrapper, named } = shown(move);
  const [first, second, third] = methods();
  move.mockImplementation(async () => {
    await wrapper.setProps({ methods: [first, third, second] as never });
    return true;
  });
  await named("Move Example ID up")?.trigger("click");
  expect(move).toHaveBeenCalledWith("c", -1);
  await vi.waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move Example ID up"));
});

test("at the end the other button takes the focus", async () => {
  const move = vi.fn();
  const { wrapper, named } = shown(move);
  const [first, second, third] = methods();
  move.mockImplementation(async () => {
    await wrapper.setProps({ methods: [second, first, third] as never });
    return true;
  });
  await named("Move Password up")?.trigger("click");
  await nextTick();
  await vi.waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move Password down"));
});

test("says what is on, and switches to the other", async () => {
  const { wrapper } = shown();
  const rows = wrapper.findAll("li");
  expect(rows[1]?.text()).toContain("Off");
  await rows[1]?.findAll("button").at(-1)?.trigger("click");
  expect(wrapper.emitted("switch")).toEqual([["b", true]]);
});

const answer = (testSignInMethod: object) => ({ body: { data: { testSignInMethod } } });
const testOf = (wrapper: ReturnType<typeof shown>["wrapper"], name: string) =>
  wrapper.findAll("button").find((button) => button.text().replaceAll(/\s+/g, " ") === `Test ${name}`);

test("what is built in is tested where it stands, and the focus goes to what came of it", async () => {
  const steps = [{ title: "A password is hashed and recognised", detail: null }];
  const fetched = answerWith(answer({ __typename: "SignInMethodWorks", steps }));
  const { wrapper } = shown();
  await testOf(wrapper, "Password")?.trigger("click");
  const row = wrapper.findAll("ol > li")[1];
  await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^\s*It works\s\(Password\)\s*$/));
  expect(row?.element.contains(document.activeElement)).toBe(true);
  expect(row?.text()).toContain("A password is hashed and recognised");
  expect(row?.text()).not.toContain("Nothing was saved");
  expect(askedWith(fetched)).toEqual({ input: { id: "b", kind: "PASSWORD" } });
});

test("what does not work is said with what to mend", async () => {
  const failed = { steps: [], step: "Passkeys can be bound", message: "Set UNLATCH_PUBLIC_URL.", field: null };
  answerWith(answer({ __typename: "SignInMethodFails", ...failed }));
  const { wrapper } = shown();
  await testOf(wrapper, "Passkey")?.trigger("click");
  await vi.waitFor(() => expect(wrapper.text()).toMatch(/It does not work yet\s\(Passkey\)/));
  expect(wrapper.text()).toContain("Set UNLATCH_PUBLIC_URL.");
});

test("a test that the server did not answer says so at its row", async () => {
  answerWith("no connection");
  const { wrapper } = shown();
  await testOf(wrapper, "Passkey")?.trigger("click");
  await vi.waitFor(() => expect(wrapper.find("li [role=alert]").exists()).toBe(true));
});

test("providers and directories are tested on their pages", () => {
  expect(testOf(shown().wrapper, "Example ID")).toBeUndefined();
});

test("what is built in has no page of its own", () => {
  const { wrapper } = shown();
  expect(wrapper.findAll("a").map((link) => link.text())).toEqual(["Example ID"]);
});
