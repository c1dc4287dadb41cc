import { mount } from "@vue/test-utils";
import { expect, test } from "vitest";
import { i18n } from "../../i18n/i18n.ts";
import { passwordAccountsOf, type PasswordAccount } from "./password-accounts.ts";
import PasswordForm from "./PasswordForm.vue";

const here: PasswordAccount = { id: "here", kind: "PASSWORD", label: "Password", position: 2 };
const directory: PasswordAccount = { id: "directory", kind: "LDAP", label: "Example directory", position: 3 };
const passkey: PasswordAccount = { id: "passkey", kind: "PASSKEY", label: "Passkey", position: 1 };

const shown = (accounts: readonly PasswordAccount[]) =>
  mount(PasswordForm, {
    global: { plugins: [i18n] },
    props: { accounts, problems: [], isRunning: false, username: "", password: "", account: accounts[0]?.id ?? "" },
  });

test("asks which account only where there are several, in the order of the page", async () => {
  const wrapper = shown([directory, here]);
  const radios = wrapper.findAll<HTMLInputElement>("input[type=radio]");
  expect(radios.map(({ element }) => element.value)).toEqual(["directory", "here"]);
  expect(wrapper.findAll("label").map((label) => label.text())).toEqual([
    "Example directory",
    "An account of this site",
    "User name",
    "Password",
  ]);
  expect(radios[0]?.element.checked).toBe(true);
  await radios[1]?.setValue();
  expect(wrapper.emitted("update:account")).toEqual([["here"]]);
  expect(shown([here]).find("input[type=radio]").exists()).toBe(false);
});

test("is one form with one user name and one password, so that password managers know it", () => {
  const wrapper = shown([directory, here]);
  expect(wrapper.findAll("form")).toHaveLength(1);
  expect(wrapper.findAll("input[autocomplete^=username]")).toHaveLength(1);
  expect(wrapper.findAll("input[autocomplete=current-password]")).toHaveLength(1);
});

test("says whose password it is where there is only a directory", () => {
  expect(shown([directory]).text()).toContain("your user name and password of Example directory");
  expect(shown([here]).text()).not.toContain("an account");
});

test("accounts with a password are those of this site and of directories", () => {
  expect(passwordAccountsOf({ signInMethods: [passkey, here, directory] })).toEqual([here, directory]);
  expect(passwordAccountsOf(null)).toEqual([]);
});
