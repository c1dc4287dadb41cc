import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hashPassword, type UserRecord } from "../../identity/index.ts";
import { aUser } from "../../test-support/builders.ts";
import { type MailServer, mailServer } from "../../test-support/mail-server.ts";
import { giveAddress, mailsTo, tokenIn, told } from "../../test-support/notice-scene.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

const [minute, day] = [60_000, 24 * 60 * 60_000];
let server: MailServer;
let api: TestApi;
let passwordHash: string;
beforeAll(async () => {
  server = await mailServer();
  api = await testApi({ mail: server.settings });
  passwordHash = await hashPassword("a long walk by the sea");
});
afterAll(async () => {
  server.stop();
  await api.remove();
});

let user: UserRecord;
let caller: Caller;
let number = 0;
beforeEach(async () => {
  user = await aUser(api.application, { passwordHash });
  caller = await api.as(user);
});
const anAddress = () => `own-${(number += 1)}@example.org`;
const change = (email: string | null, by = caller) => does(by, "changePersonalDetails", { displayName: "Anna", email });
const route = async (by = caller) =>
  (await by.graphql("{ viewer { account { email emailIsConfirmed notices { isOn addresses awaitsConfirmation } } } }"))
    .data?.["viewer"].account;
const send = async () =>
  (
    await caller.graphql(
      `mutation { sendAddressConfirmation { __typename ... on AddressConfirmationSent { address }
        ... on RateLimited { retryAfterSeconds } ... on Refusal { code message field } } }`,
    )
  ).data?.["sendAddressConfirmation"];
const subjectsTo = async (address: string, wanted: number) =>
  (await mailsTo({ api, server }, address, wanted)).map(({ mail }) => mail.subject?.replace(" – Test", ""));

test("an address that somebody else set gets notices; one that a person typed does once its link was used", async () => {
  const given = await giveAddress(api, user.id);
  expect(await route()).toMatchObject({ notices: { isOn: true, addresses: [given], awaitsConfirmation: false } });
  const typed = anAddress();
  await change(typed);
  expect(await route()).toEqual({
    email: typed,
    emailIsConfirmed: false,
    notices: { isOn: true, addresses: [given], awaitsConfirmation: true },
  });
  const [received] = await mailsTo({ api, server }, typed);
  expect(received!.mail.text).toMatch(/http:\/\/localhost:4000\/confirm-address#[\w-]{54}/);
  const input = { token: tokenIn(received!) };
  expect(await told(api.stranger(), "confirmAddress", input)).toEqual({
    __typename: "AddressConfirmed",
    address: typed,
  });
  const { emailIsConfirmed, notices } = await route();
  expect(emailIsConfirmed).toBe(true);
  expect(notices.addresses.toSorted()).toEqual([given, typed].toSorted());
  expect(notices.awaitsConfirmation).toBe(false);
});

test("the address before is told of the change, and of everything else for thirty days", async () => {
  const given = await giveAddress(api, user.id);
  await change(anAddress());
  expect(await subjectsTo(given, 1)).toEqual(["Your mail address was changed"]);
  api.clock.forward(30 * day - 1);
  await does(await api.as(user), "changePassword", { password: "another walk by the sea" });
  expect(await subjectsTo(given, 2)).toContain("Your password was changed");
  api.clock.forward(1);
  await does(await api.as(user), "changePassword", { password: "a third walk by the sea" });
  expect(await subjectsTo(given, 2)).toHaveLength(2);
  await api.application.notices.sweepNotices();
  expect(await api.at.database.reader.rows("SELECT address FROM notice_addresses WHERE standing = 'FORMER'")).toEqual(
    [],
  );
});

test("whoever takes an account over and confirms an address of their own does not silence its owner", async () => {
  const owner = await giveAddress(api, user.id);
  for (let times = 0; times < 2; times += 1) {
    const thief = anAddress();
    await change(thief);
    await told(api.stranger(), "confirmAddress", { token: tokenIn((await mailsTo({ api, server }, thief))[0]!) });
  }
  expect((await route()).notices.addresses).toContain(owner);
  await change(null);
  expect((await route()).notices.addresses).toContain(owner);
});

test("an address that was never confirmed is told of nothing but its link", async () => {
  const [first, second] = [anAddress(), anAddress()];
  await change(first);
  await change(second);
  await does(caller, "changePassword", { password: "another walk by the sea" });
  expect(await subjectsTo(first, 1)).toEqual(["Confirm your mail address"]);
  expect(await subjectsTo(second, 1)).toEqual(["Confirm your mail address"]);
  expect((await route()).notices.addresses).toEqual([]);
});

test("saving the same address again sends nothing", async () => {
  const given = await giveAddress(api, user.id);
  await change(given);
  expect((await route()).notices).toEqual({ isOn: true, addresses: [given], awaitsConfirmation: false });
  expect(await api.application.notices.sendNotices()).toMatchObject({ delivered: 0 });
});

test("confirming twice is confirming once; the link of an address that was replaced confirms nothing", async () => {
  const [first, second] = [anAddress(), anAddress()];
  await change(first);
  const input = { token: tokenIn((await mailsTo({ api, server }, first))[0]!) };
  const confirm = async () => (await told(api.stranger(), "confirmAddress", input))["__typename"] as string;
  expect([await confirm(), await confirm()]).toEqual(["AddressConfirmed", "AddressConfirmed"]);
  await change(second);
  expect(await confirm()).toBe("NoticeLinkUnusable");
  expect(await route()).toMatchObject({ email: second, emailIsConfirmed: false });
});

test("NoticeLinkUnusable: three days later, or for another purpose", async () => {
  const typed = anAddress();
  await change(typed);
  const input = { token: tokenIn((await mailsTo({ api, server }, typed))[0]!) };
  expect((await told(api.stranger(), "reportNotMe", input))["__typename"]).toBe("NoticeLinkUnusable");
  api.clock.forward(3 * day);
  expect((await told(api.stranger(), "confirmAddress", input))["__typename"]).toBe("NoticeLinkUnusable");
});

test("RateLimited: the link is sent once more after a minute, and five times a day", async () => {
  await change(anAddress());
  expect(await send()).toMatchObject({ __typename: "RateLimited", retryAfterSeconds: 60 });
  for (let times = 2; times <= 5; times += 1) {
    api.clock.forward(minute);
    expect((await send())["__typename"]).toBe("AddressConfirmationSent");
  }
  api.clock.forward(minute);
  expect(await send()).toMatchObject({ __typename: "RateLimited", retryAfterSeconds: (day - 5 * minute) / 1000 });
});

test("NothingToConfirm: without an address, or where it is confirmed", async () => {
  expect(await send()).toEqual({
    __typename: "NothingToConfirm",
    code: "NOTHING_TO_CONFIRM",
    message: "There is no mail address that waits to be confirmed.",
    field: null,
  });
  const typed = anAddress();
  await change(typed);
  await told(api.stranger(), "confirmAddress", { token: tokenIn((await mailsTo({ api, server }, typed))[0]!) });
  expect((await send())["__typename"]).toBe("NothingToConfirm");
});

test("NothingToConfirm: where the server sends no mail, and what a person types then counts once it is confirmed later", async () => {
  const own = await testApi();
  try {
    const other = await own.as(await aUser(own.application, { passwordHash }));
    await change("anna@example.org", other);
    expect(await own.at.database.reader.rows("SELECT standing FROM notice_addresses")).toEqual([
      { standing: "CHOSEN" },
    ]);
    expect((await route(other)).notices).toEqual({ isOn: false, addresses: [], awaitsConfirmation: false });
    const sent = await other.graphql("mutation { sendAddressConfirmation { __typename } }");
    expect(sent.data?.["sendAddressConfirmation"].__typename).toBe("NothingToConfirm");
  } finally {
    await own.remove();
  }
});

test("nobody has links sent to more than five addresses in a day", async () => {
  const typed = Array.from({ length: 7 }, anAddress);
  for (const address of typed) await change(address);
  await api.application.notices.sendNotices();
  await expect.poll(() => typed.map((address) => server.sentTo(address).length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(await send()).toMatchObject({ __typename: "RateLimited" });
  api.clock.forward(day);
  caller = await api.as(user);
  expect(await send()).toEqual({ __typename: "AddressConfirmationSent", address: typed[6] });
});
