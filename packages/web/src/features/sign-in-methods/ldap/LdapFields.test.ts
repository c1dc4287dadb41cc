import { mount } from "@vue/test-utils";
import { beforeAll, expect, test } from "vitest";
import { i18n } from "../../../i18n/i18n.ts";
import { addAdminMessages } from "../../../views/admin/messages.ts";
import type { Problem } from "../../../ui/form/problem.ts";
import { emptyLdapDraft, ldapFieldId, type LdapDraft } from "./ldap-draft.ts";
import LdapFields from "./LdapFields.vue";
import { ldapPresets } from "./ldap-presets.ts";

beforeAll(() => addAdminMessages());

const shown = (changes: Partial<LdapDraft> = {}, problems: readonly Problem[] = []) =>
  mount(LdapFields, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: { modelValue: { ...emptyLdapDraft(), ...changes }, problems },
    slots: { secret: "<input id='secret' />" },
  });

test("a kind of directory brings its names, and leaves the addresses alone", async () => {
  const wrapper = shown({ urls: "ldaps://one.example.org" });
  await wrapper.get(`#${ldapFieldId("kind")}`).setValue("OPENLDAP");
  const [[draft]] = wrapper.emitted<[LdapDraft]>("update:modelValue") as [[LdapDraft]];
  expect(draft).toMatchObject({ ...ldapPresets.OPENLDAP, urls: "ldaps://one.example.org" });
});

test("StartTLS is asked only for addresses that need it", () => {
  expect(
    shown({ urls: "ldaps://one.example.org" })
      .find(`#${ldapFieldId("startTls")}`)
      .exists(),
  ).toBe(false);
  expect(
    shown({ urls: "ldap://one.example.org" })
      .find(`#${ldapFieldId("startTls")}`)
      .exists(),
  ).toBe(true);
});

test("a name that has to be put right is shown with the reason", async () => {
  const wrapper = shown();
  const filter = () => wrapper.get(`#${ldapFieldId("userFilter")}`);
  expect(filter().isVisible()).toBe(false);
  await wrapper.setProps({ problems: [{ fieldId: ldapFieldId("userFilter"), text: "Enter a filter" }] });
  expect(filter().isVisible()).toBe(true);
  expect(wrapper.text()).toContain("Enter a filter");
});

test("every field has its words, and the password stands beside its account", () => {
  const wrapper = shown({ urls: "ldap://x" });
  expect(wrapper.text()).not.toContain("admin.directory");
  const ids = wrapper.findAll("input, textarea").map(({ element }) => element.id);
  expect(ids.indexOf("secret")).toBe(ids.indexOf(ldapFieldId("bindDn")) + 1);
});
