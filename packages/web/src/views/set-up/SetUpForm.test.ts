import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { i18n } from "../../i18n/i18n.ts";
import "./set-up-words.ts";
import SetUpForm from "./SetUpForm.vue";

const token = "kJ3_x-9QpLm2Vw8ZtY5uRg";
const password = "seven green frogs sing";
let answer: object;
let sent: { variables: { input: Record<string, string> } }[];

beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return Response.json({ data: { claimSetUp: answer } });
  });
});
afterEach(() => vi.unstubAllGlobals());

async function filled(typed: { username?: string; displayName?: string; password?: string }) {
  const form = mount(SetUpForm, { props: { token }, global: { plugins: [i18n] } });
  await form.find("#set-up-username").setValue(typed.username ?? "root");
  await form.find("#set-up-name").setValue(typed.displayName ?? "Root Person");
  await form.find("#set-up-password").setValue(typed.password ?? password);
  await form.find("form").trigger("submit");
  await vi.waitFor(() => expect(form.find("[aria-busy]").exists()).toBe(false));
  return form;
}

test("sends the account with the token of the link, and tells that it signed in", async () => {
  const user = { id: "1", username: "root", displayName: "Root Person", role: "ADMINISTRATOR", state: "ACTIVE" };
  answer = {
    __typename: "SignedIn",
    viewer: { user, permissions: [], sessionExpiresAt: new Date(Date.now() + 60_000).toISOString() },
  };
  const form = await filled({ username: " root " });
  expect(sent[0]?.variables.input).toEqual({ token, username: "root", displayName: "Root Person", password });
  expect(form.emitted("signedIn")).toHaveLength(1);
});

test("asks for what is missing without sending anything, and keeps what was typed", async () => {
  const form = await filled({ username: "", password: "too short" });
  expect(sent).toEqual([]);
  expect(form.find("[role=alert]").text()).toContain("Enter a user name");
  expect(form.find("[role=alert]").text()).toContain("Password must have 15 characters or more.");
  expect((form.find("#set-up-name").element as HTMLInputElement).value).toBe("Root Person");
});

test("shows a refusal at the field that it is about", async () => {
  const message = "This user name is taken. Choose another one.";
  answer = { __typename: "UsernameTaken", code: "USERNAME_TAKEN", message, field: ["input", "username"] };
  const form = await filled({});
  expect(form.find("#set-up-username-error").text()).toBe(message);
  expect(form.emitted("signedIn")).toBeUndefined();
});

test("tells that the link is spent", async () => {
  answer = { __typename: "SetUpRefused", code: "SET_UP_REFUSED", message: "Used", field: ["token"] };
  expect((await filled({})).emitted("spent")).toHaveLength(1);
});
