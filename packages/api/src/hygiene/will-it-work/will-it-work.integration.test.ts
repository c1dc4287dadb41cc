import { afterAll, beforeAll, expect, test } from "vitest";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { passkeyRepository } from "../../identity/passkeys/passkey.repository.ts";
import { aProfile, aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, aScene, type Scene } from "../../test-support/unblock-scene.ts";

let api: TestApi;
let administrator: Caller;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
});
afterAll(() => api.remove());

const asks = `query ($cardId: ID, $profileId: ID) { willItWork(cardId: $cardId, profileId: $profileId) { name isMet reason link fixLabel } }`;
interface Said {
  readonly name: string;
  readonly isMet: boolean;
  readonly reason: string;
  readonly link: string | null;
  readonly fixLabel: string | null;
}

const conditions = async (about: object): Promise<readonly Said[]> =>
  (await administrator.graphql(asks, { ...about })).data?.["willItWork"];
const red = async (about: object) => (await conditions(about)).filter(({ isMet }) => !isMet);
const does = (text: string, parameters: string[]) =>
  api.application.unitOfWork.unaudited((sql) => sql.run(text, parameters));

/** A card with which everything is right. */
async function rightScene(wanted: Parameters<typeof aScene>[1] = {}): Promise<Scene> {
  const scene = await aScene(api, { cardType: "piv-9b-aes256", ...wanted });
  await does("UPDATE users SET password_hash = 'set' WHERE id = ?", [scene.holder.id]);
  return scene;
}

test("all is green for a card with which unblocking works, and nothing is written by asking", async () => {
  const scene = await rightScene();
  const before = await api.at.database.reader.row("SELECT count(*) AS n FROM audit_events");
  const said = await conditions({ cardId: scene.card.id });
  expect(said.filter(({ isMet }) => !isMet)).toEqual([]);
  expect(said.map(({ name }) => name)).toHaveLength(11);
  expect(await red({ profileId: scene.profileId })).toEqual([]);
  expect(await api.at.database.reader.row("SELECT count(*) AS n FROM audit_events")).toEqual(before);
  const answered = await scene.verb("submit", { processId: await scene.started(), challenge: aChallenge(api, 16) });
  expect(answered["__typename"]).toBe("ChallengeAnswered");
});

test.each([
  ["KEY_PRESENT", "DELETE FROM admin_keys WHERE card_id = ?", /no admin key for this card/, "/admin/import"],
  ["KEY_PRESENT", "UPDATE admin_keys SET check_value = 'ABCDEF' WHERE card_id = ?", /check value|seal/, /^\/admin\//],
  [
    "CARD_NOT_FROZEN",
    "INSERT INTO card_freezes (card_id, frozen_at) VALUES (?, '2026-11-24T09:20:12.000Z')",
    /Unblocking was stopped/,
    /^\/admin\/card-list\//,
  ],
  ["CARD_ACTIVE", "UPDATE cards SET state = 'INACTIVE' WHERE id = ?", /The card is inactive/, /^\/admin\/card-list\//],
] as const)(
  "%s is red when the card is not so, with its reason and where to mend it",
  async (name, text, reason, link) => {
    const scene = await rightScene();
    await does(text, [scene.card.id]);
    const [said, ...others] = await red({ cardId: scene.card.id });
    expect(others).toEqual([]);
    expect(said).toMatchObject({ name, reason: expect.stringMatching(reason), fixLabel: expect.any(String) });
    expect(said?.link).toMatch(link);
  },
);

test.each([
  ["HOLDER_ACTIVE", "UPDATE users SET state = 'INACTIVE' WHERE id = ?", /is inactive/],
  [
    "SIGN_IN_WITHOUT_CARD",
    "UPDATE users SET password_hash = NULL WHERE id = ?",
    /no way to sign in that is not the card/,
  ],
] as const)("%s is red when the holder is not so", async (name, text, reason) => {
  const scene = await rightScene();
  await does(text, [scene.holder.id]);
  const said = await red({ cardId: scene.card.id });
  expect(said.map((one) => one.name)).toEqual([name]);
  expect(said[0]?.reason).toMatch(reason);
  expect(said[0]?.link).toContain(`/admin/users?search=${scene.holder.username}`);
});

test("a passkey is a way to sign in as good as a password, of the card and of its profile", async () => {
  const scene = await rightScene();
  await does("UPDATE users SET password_hash = NULL WHERE id = ?", [scene.holder.id]);
  await api.application.unitOfWork.unaudited((sql) =>
    passkeyRepository(sql).add({
      id: api.application.random.id(),
      userId: scene.holder.id,
      credentialId: scene.holder.id,
      publicKey: new Uint8Array(8),
      signCount: 0,
      transports: [],
      label: "Phone",
      createdAt: api.application.clock(),
      lastUsedAt: null,
    }),
  );
  expect(await red({ cardId: scene.card.id })).toEqual([]);
  expect(await red({ profileId: scene.profileId })).toEqual([]);
});

test("an account elsewhere is a way to sign in, and only a method that is on counts", async () => {
  const scene = await rightScene();
  const methodId = api.application.random.id();
  await does("UPDATE users SET password_hash = NULL WHERE id = ?", [scene.holder.id]);
  await does(
    "INSERT INTO sign_in_methods (id, kind, label, position, is_on, settings, version) VALUES (?, 'LDAP', 'Directory', 9, 1, '{}', 1)",
    [methodId],
  );
  await does(
    `INSERT INTO external_identities (method_id, subject, user_id, origin, created_at, last_seen_at)
     VALUES (?, 'subject', ?, 'MATCHED', '2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.000Z')`,
    [methodId, scene.holder.id],
  );
  for (const about of [{ cardId: scene.card.id }, { profileId: scene.profileId }]) {
    expect(await red(about)).toEqual([]);
    await does("UPDATE sign_in_methods SET is_on = 0 WHERE id = ?", [methodId]);
    expect((await red(about)).map(({ name }) => name)).toEqual(["SIGN_IN_WITHOUT_CARD"]);
    await does("UPDATE sign_in_methods SET is_on = 1 WHERE id = ?", [methodId]);
  }
});

test("PROCESS_ON and WHO_MAY_START are red while the process is off, of the card and of its profile", async () => {
  const scene = await rightScene({ isOn: false });
  for (const about of [{ cardId: scene.card.id }, { profileId: scene.profileId }]) {
    const said = await red(about);
    expect(said.map(({ name }) => name)).toEqual(["PROCESS_ON", "WHO_MAY_START"]);
    expect(said[0]?.link).toBe(`/admin/cards/${scene.profileId}?state=ACTIVE`);
  }
});

test("WHO_MAY_START is red when it is on for others than holders only", async () => {
  const scene = await rightScene();
  await does("UPDATE additional_commands SET who = 'OPERATOR' WHERE profile_id = ?", [scene.profileId]);
  expect((await red({ cardId: scene.card.id })).map(({ name }) => name)).toEqual(["WHO_MAY_START"]);
});

test("ATTEMPTS_LEFT and QUOTA_LEFT are red when the guards have stopped the card", async () => {
  const scene = await rightScene({ cardType: "minidriver-3des" });
  for (let times = 0; times < 3; times += 1) {
    const processId = await scene.started();
    await scene.verb("submit", { processId, challenge: aChallenge(api) });
    await scene.verb("cancel", { processId });
  }
  const [attempts, ...others] = await red({ cardId: scene.card.id });
  expect(others).toEqual([]);
  expect(attempts).toMatchObject({ name: "ATTEMPTS_LEFT", fixLabel: "Reset the attempts" });
  await does("INSERT INTO profile_keys (profile_id, key_source, quota_per_day) VALUES (?, 'STORED', 3)", [
    scene.profileId,
  ]);
  expect((await red({ cardId: scene.card.id })).map(({ name }) => name)).toEqual(["ATTEMPTS_LEFT", "QUOTA_LEFT"]);
});

test("TYPE_COMPLETE and KEY_PRESENT are red for derived keys without a master key", async () => {
  const profile = await aProfile(api.application, {
    cardType: "piv-9b-aes128",
    on: [{ state: "ACTIVE", process: unblockPinOffline.symbolicName }],
  });
  await does("INSERT INTO profile_keys (profile_id, key_source) VALUES (?, 'DIVERSIFIED')", [profile.id]);
  const said = await red({ profileId: profile.id });
  expect(said.map(({ name }) => name)).toEqual(["TYPE_COMPLETE", "KEY_PRESENT", "CARD_ACTIVE"]);
});

test("a profile tells how many of its active cards have no key, and how many holders no other way to sign in", async () => {
  const scene = await aScene(api, { cardType: "piv-9b-aes256" });
  await does("DELETE FROM admin_keys WHERE card_id = ?", [scene.card.id]);
  const said = await red({ profileId: scene.profileId });
  expect(said.map(({ reason }) => reason)).toEqual([
    "1 active card has no key.",
    "1 holder has no way to sign in that is not the card.",
  ]);
});

test("CRYPTOGRAPHY_ALLOWED is red for 3DES where the installation refuses it", async () => {
  const { makeWillItWork } = await import("./will-it-work.read-model.ts");
  const { clock, vault, reader } = api.application;
  const scene = await rightScene({ cardType: "minidriver-3des" });
  const strict = makeWillItWork({ reader, vault, clock, isStrict: true });
  const said = (await strict.card(scene.card.id))?.filter(({ isMet }) => !isMet);
  expect(said?.map(({ name }) => name)).toEqual(["CRYPTOGRAPHY_ALLOWED"]);
});

test("a card or profile that is none is null; both or neither is a mistake; holders may not ask", async () => {
  expect(await conditions({ cardId: "nothing" })).toBeNull();
  expect(await conditions({ profileId: "nothing" })).toBeNull();
  const wrong = await administrator.graphql(asks, {});
  expect(wrong.errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  const scene = await rightScene();
  const forbidden = await scene.caller.graphql(asks, { cardId: scene.card.id });
  expect(forbidden.errors[0]?.extensions["code"]).toBe("FORBIDDEN");
});

test("the Windows policy names this site's address and nothing more of what it was asked with", async () => {
  const policy = `query ($reachedAt: String) { windowsPolicy(reachedAt: $reachedAt) { registryPath values { name type value } registryFile } }`;
  const asked = async (reachedAt: string | null) =>
    (await administrator.graphql(policy, { reachedAt })).data?.["windowsPolicy"];
  const told = await asked("https://cards.example.org/admin?x=1");
  expect(told.values).toEqual([
    { name: "AllowIntegratedUnblock", type: "REG_DWORD", value: "1" },
    {
      name: "IntegratedUnblockPromptString",
      type: "REG_SZ",
      value: "PIN blocked? Unblock it at https://cards.example.org",
    },
  ]);
  expect(told.registryFile.split("\r\n")).toEqual([
    "Windows Registry Editor Version 5.00",
    "",
    String.raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\SmartCardCredentialProvider]`,
    `"AllowIntegratedUnblock"=dword:00000001`,
    `"IntegratedUnblockPromptString"="PIN blocked? Unblock it at https://cards.example.org"`,
    "",
  ]);
  for (const nothing of [null, "javascript:alert(1)", "nonsense"]) expect(await asked(nothing)).toBeNull();
});
