import { mount } from "@vue/test-utils";
import { reactive } from "vue";
import { expect, test, vi } from "vitest";
import directory from "../../i18n/en/admin-directory.json";
import words from "../../i18n/en/admin-sign-in-methods.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { type MethodDraft, newMethodDraft } from "./method-draft.ts";
import MethodForm from "./MethodForm.vue";

addMessages("admin", { signInMethods: words, directory });

function shown(changes: Partial<MethodDraft> = {}) {
  const draft = reactive({ ...newMethodDraft("OPENID_CONNECT"), label: "Example ID", ...changes });
  const wrapper = mount(MethodForm, {
    props: { modelValue: draft, isSaving: false, problem: null },
    attachTo: document.body,
    global: { plugins: [i18n] },
  });
  const button = (name: string) => wrapper.findAll("button").find((one) => one.text() === name);
  return { draft, wrapper, button };
}
const answer = (testSignInMethod: object) => ({ body: { data: { testSignInMethod } } });

test("what is typed is tested as it is, and nothing is saved by that", async () => {
  const fetched = answerWith(
    answer({ __typename: "SignInMethodWorks", steps: [{ title: "It was read", detail: null }] }),
  );
  const { wrapper, button } = shown();
  await wrapper.get("#oidc-issuer").setValue("https://login.example.org");
  await wrapper.get("#method-secret").setValue("a secret");
  await button("Test")?.trigger("click");
  await vi.waitFor(() => expect(wrapper.text()).toContain("It works"));
  expect(askedWith(fetched)).toMatchObject({
    input: { secret: "a secret", openIdConnect: { issuer: "https://login.example.org" } },
  });
  expect(wrapper.emitted("save")).toBeUndefined();
  expect(wrapper.text()).not.toContain("Something was changed since");
  await wrapper.get("#oidc-issuer").setValue("https://other.example.org");
  expect(wrapper.text()).toContain("Something was changed since this test.");
});

test("a step that failed stands last, with what to mend", async () => {
  const steps = [{ title: "It was read", detail: "https://login.example.org" }];
  answerWith(
    answer({ __typename: "SignInMethodFails", steps, step: "It knows us", message: "Check both.", field: null }),
  );
  const { wrapper, button } = shown();
  await button("Test")?.trigger("click");
  await vi.waitFor(() => expect(wrapper.text()).toContain("It does not work yet"));
  expect(wrapper.findAll("ol li").map((step) => step.text().replaceAll(/\s+/g, " "))).toEqual([
    "It was read https://login.example.org",
    "It knows us Check both.",
  ]);
});

test("what cannot be used is told at its field, also inside what is folded away", async () => {
  const field = ["openIdConnect", "scopes"];
  answerWith(answer({ __typename: "SignInMethodUnusable", message: "Scopes must be words.", field }));
  const { wrapper, button } = shown();
  await button("Test")?.trigger("click");
  await vi.waitFor(() => expect(wrapper.get("#oidc-scopes-error").text()).toBe("Scopes must be words."));
  expect(wrapper.get("[role=alert] a").attributes("href")).toBe("#oidc-scopes");
  expect(wrapper.findAll("button[aria-expanded]").map((one) => one.attributes("aria-expanded"))).toContain("true");
});

test("a method without a name is neither tested nor saved", async () => {
  const fetched = answerWith("no connection");
  const { wrapper, button } = shown({ label: " " });
  await button("Test")?.trigger("click");
  await wrapper.get("form").trigger("submit");
  expect(wrapper.text()).toContain("Enter the name that people know it as");
  expect(fetched).not.toHaveBeenCalled();
  expect(wrapper.emitted("save")).toBeUndefined();
});

test("a kept secret is said to be kept, and the field is empty", () => {
  const { wrapper } = shown({ isCredentialKept: true });
  expect((wrapper.get("#method-secret").element as HTMLInputElement).value).toBe("");
  expect(wrapper.get("#method-secret-hint").text()).toContain("kept");
});

test("a directory brings its own fields", () => {
  const { wrapper } = shown({ kind: "LDAP" });
  expect(wrapper.find("#oidc-issuer").exists()).toBe(false);
  expect(wrapper.find("#ldap-urls").exists()).toBe(true);
});
