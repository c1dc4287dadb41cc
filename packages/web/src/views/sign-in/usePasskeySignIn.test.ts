import { flushPromises } from "@vue/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import * as authenticator from "../../session/proof/authenticator.ts";
import { answerWith } from "../../test-support/answer-with.ts";
import { useInComponent } from "../../test-support/use-in-component.ts";
import { usePasskeySignIn } from "./usePasskeySignIn.ts";

vi.mock("../../session/proof/authenticator.ts", () => ({
  hasPasskeys: vi.fn(() => true),
  suggestsPasskeys: vi.fn(),
  signWithPasskey: vi.fn(),
  stopAskingAuthenticator: vi.fn(),
}));

const begun = { body: { data: { beginPasskeySignIn: { __typename: "PasskeyOptions", optionsJson: "{}" } } } };
const suggested = vi.mocked(authenticator.suggestsPasskeys);
const sign = vi.mocked(authenticator.signWithPasskey);

beforeEach(() => {
  suggested.mockReset().mockResolvedValue(false);
  sign.mockReset();
});

test("a suggested passkey is taken as soon as it is picked", async () => {
  suggested.mockResolvedValue(true);
  sign.mockResolvedValueOnce({ type: "Signed", json: "{picked}" });
  answerWith(begun);
  const take = vi.fn().mockResolvedValue(false);
  useInComponent(() => usePasskeySignIn(take));
  await flushPromises();
  expect(sign).toHaveBeenCalledWith("{}", true);
  expect(take).toHaveBeenCalledExactlyOnceWith("{picked}");
});

test("the suggestions go on after one that did not do", async () => {
  suggested.mockResolvedValue(true);
  sign.mockResolvedValueOnce({ type: "Signed", json: "{stale}" }).mockReturnValue(new Promise(() => undefined));
  answerWith(begun, begun);
  useInComponent(() => usePasskeySignIn(async () => true));
  await flushPromises();
  expect(sign).toHaveBeenCalledTimes(2);
});

test("nothing is asked of a browser without suggestions until the button is pressed", async () => {
  const fetched = answerWith(begun);
  sign.mockResolvedValueOnce({ type: "Signed", json: "{chosen}" });
  const { used } = useInComponent(() => usePasskeySignIn(async () => true));
  await flushPromises();
  expect(fetched).not.toHaveBeenCalled();
  expect(await used.choose()).toEqual({ type: "Signed", json: "{chosen}" });
  expect(sign).toHaveBeenCalledWith("{}", false);
});

test("a lost connection is told apart from a passkey that was not used", async () => {
  answerWith("no connection", begun);
  sign.mockResolvedValueOnce({ type: "NothingSigned" });
  const { used } = useInComponent(() => usePasskeySignIn(async () => true));
  expect(await used.choose()).toEqual({ type: "Offline" });
  expect(await used.choose()).toEqual({ type: "NothingSigned" });
});

test("the question is taken back when the page is left", async () => {
  const { wrapper } = useInComponent(() => usePasskeySignIn(async () => true));
  wrapper.unmount();
  expect(authenticator.stopAskingAuthenticator).toHaveBeenCalled();
});
