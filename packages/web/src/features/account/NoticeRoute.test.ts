import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { i18n } from "../../i18n/i18n.ts";
import { answerWith } from "../../test-support/answer-with.ts";
import { announcement } from "../../ui/feedback/announce.ts";
import "./account-words.ts";
import NoticeRoute from "./NoticeRoute.vue";
import type { OwnAccount } from "./useAccount.ts";

const anAccount = (notices: Partial<OwnAccount["notices"]>, email: string | null = "anna@example.org") =>
  ({ email, notices: { isOn: true, addresses: [], awaitsConfirmation: false, ...notices } }) as unknown as OwnAccount;
const shown = (account: OwnAccount) => mount(NoticeRoute, { props: { account }, global: { plugins: [i18n] } });
afterEach(() => vi.unstubAllGlobals());

test("is not there where the server sends no mail", () => {
  expect(shown(anAccount({ isOn: false })).text()).toBe("");
});

test("names the addresses, and which of them is the one from before", () => {
  const text = shown(anAccount({ addresses: ["anna@example.org", "before@example.org"] })).text();
  expect(text).toContain("anna@example.org");
  expect(text).toMatch(/before@example\.org\s*Your address before/);
});

test("says that nobody is told where there is no address", () => {
  expect(shown(anAccount({}, null)).text()).toContain("There is no mail address");
});

test("sends the link again and says so, or why not", async () => {
  answerWith({
    body: { data: { sendAddressConfirmation: { __typename: "AddressConfirmationSent", address: "anna@example.org" } } },
  });
  const panel = shown(anAccount({ awaitsConfirmation: true }));
  expect(panel.text()).toContain("We sent a link to anna@example.org.");
  await panel.find("button").trigger("click");
  await flushPromises();
  expect(announcement.value?.text).toContain("The link is on its way.");
  answerWith({
    body: {
      data: { sendAddressConfirmation: { __typename: "RateLimited", code: "RATE_LIMITED", message: "Too many." } },
    },
  });
  await panel.find("button").trigger("click");
  await flushPromises();
  expect(panel.find("[role=alert]").text()).toBe("Too many.");
});
