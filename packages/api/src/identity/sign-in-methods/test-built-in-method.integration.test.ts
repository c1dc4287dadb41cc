import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { methodDoes } from "../../test-support/directory-method.ts";
import { addPasskey } from "../../test-support/second-factors.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { hashPassword } from "../accounts/password-hash.ts";
import { testPasskeys, testPasswords } from "./test-built-in-method.ts";

const passkey = { id: "00000000-0000-4000-8000-000000000001", kind: "PASSKEY" };
const password = { id: "00000000-0000-4000-8000-000000000002", kind: "PASSWORD" };
let api: TestApi;
let administrator: Caller;
beforeAll(async () => {
  api = await testApi({ publicUrl: "https://pin.example.org" });
  const passwordHash = await hashPassword("a word and a sea");
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  await aUser(api.application, { passwordHash });
  await aUser(api.application, { passwordHash, state: "INACTIVE" });
});
afterAll(() => api?.remove());

const lastKept = async () => {
  const [kept] = await api.at.database.reader.rows<Record<string, unknown>>(
    "SELECT * FROM audit_events WHERE action = 'signInMethod.test' ORDER BY sequence DESC",
  );
  return kept;
};

describe("passkeys", () => {
  test("work where the site has an https address, and it is said what they are bound to and who has one", async () => {
    expect(await methodDoes(administrator, "test", passkey)).toEqual({
      __typename: "SignInMethodWorks",
      steps: [
        {
          title: "Passkeys can be bound to this site's address",
          detail: "https://pin.example.org: bound to pin.example.org",
        },
        { title: "It was counted who has a passkey", detail: "0 of 2 people with an active account" },
      ],
    });
  });

  test("are counted by people and not by passkeys", async () => {
    const local = await testApi();
    const caller = await local.as(await aUser(local.application, { role: "ADMINISTRATOR" }));
    await addPasskey(caller);
    await addPasskey(caller);
    expect(await methodDoes(caller, "test", passkey)).toMatchObject({
      __typename: "SignInMethodWorks",
      steps: [{}, { detail: "1 of 1 people with an active account" }],
    });
    await local.remove();
  });

  test("SignInMethodFails: over plain http from elsewhere browsers make none, and the mend is named", async () => {
    const plain = await testApi({ publicUrl: "http://pin.example.org" });
    const caller = await plain.as(await aUser(plain.application, { role: "ADMINISTRATOR" }));
    expect(await methodDoes(caller, "test", passkey)).toEqual({
      __typename: "SignInMethodFails",
      steps: [],
      step: "Passkeys can be bound to this site's address",
      message:
        "Browsers make passkeys only over https, and this site is http://pin.example.org. Set UNLATCH_PUBLIC_URL to its https address.",
      field: null,
    });
    await plain.remove();
  });

  test.each([
    ["http://localhost:4000", null],
    ["https://localhost", null],
    ["http://pin.example.org", "Set UNLATCH_PUBLIC_URL to its https address."],
    ["http://localhost.example.org", "Set UNLATCH_PUBLIC_URL to its https address."],
    ["http://127.0.0.1:4000", "Open it as http://localhost:4000 instead."],
    ["http://[::1]", "Open it as http://localhost instead."],
    ["http://192.0.2.1", "Set UNLATCH_PUBLIC_URL to its https address with a name."],
    ["https://[2001:db8::1]", "Set UNLATCH_PUBLIC_URL to its https address with a name."],
  ])("at %s the mend is: %s", async (siteOrigin, mend) => {
    const came = await testPasskeys({ reader: api.at.database.reader, siteOrigin });
    const reason = expect.stringContaining(mend ?? "") as string;
    expect(came).toMatchObject(mend === null ? { type: "SignInMethodWorks" } : { type: "SignInMethodFails", reason });
  });
});

describe("passwords", () => {
  test("work: one is hashed and recognised, and it is said who has one", async () => {
    expect(await methodDoes(administrator, "test", password)).toEqual({
      __typename: "SignInMethodWorks",
      steps: [
        {
          title: "A password is hashed and recognised",
          detail: "With argon2id; and another password is not taken for it.",
        },
        { title: "It was counted who has a password", detail: "1 of 2 people with an active account" },
      ],
    });
  });

  test.each([
    ["none is recognised", false],
    ["every one is recognised", true],
  ])("SignInMethodFails: where %s", async (_name, isRecognised) => {
    const { reader } = api.at.database;
    const broken = { hash: async () => "a hash", recognises: async () => isRecognised };
    expect(await testPasswords({ reader }, broken)).toMatchObject({
      type: "SignInMethodFails",
      steps: [],
      step: "A password is hashed and recognised",
    });
  });
});

test("SignInMethodNotFound: what is built in is tested as what it is", async () => {
  expect(await methodDoes(administrator, "test", { ...passkey, kind: "PASSWORD" })).toMatchObject({
    __typename: "SignInMethodNotFound",
  });
});

test("a provider or directory without a name is still not tested", async () => {
  const nameless = { id: "7a2676a9-506e-4641-be86-b9071163916b", kind: "LDAP" };
  expect(await methodDoes(administrator, "test", nameless)).toMatchObject({
    __typename: "SignInMethodUnusable",
    field: ["label"],
  });
});

test("each test is in the audit log, and wants a fresh proof", async () => {
  await methodDoes(administrator, "test", password);
  expect(await lastKept()).toMatchObject({ outcome: "SignInMethodWorks", was_refused: 0 });
  expect(JSON.stringify(await lastKept())).toContain("PASSWORD");
  api.clock.forward(301_000);
  expect(await methodDoes(administrator, "test", password)).toMatchObject({ __typename: "StepUpNeeded" });
  expect(await lastKept()).toMatchObject({ outcome: "StepUpNeeded", was_refused: 1 });
});
