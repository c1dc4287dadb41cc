import { fromHex, toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { deriveCardKey } from "@unlatch/core/keys/derive-card-key";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCard, aProfile, aUser } from "../../test-support/builders.ts";
import { anActiveMasterKey } from "../../test-support/master-key-ceremony.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, aScene, type Scene } from "../../test-support/unblock-scene.ts";

// oxlint-disable-next-line typescript/no-explicit-any
type Answered = Record<string, any>;

let api: TestApi;
let administrator: Caller;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
});
afterAll(() => api.remove());

const keysFields = `keys { cardType { name label adminKeyTries { limit blocksForGood note } } customType { cipher mode challengeLengths keyLength }
  keySource scheme inputTemplate masterKey { id name } uniformKeyCheckValue { convention value } legacyReason cipher isLegacyCipher windowsScreen
  attemptLimits { warnAt stopAt } quotas { perDay perYear perLifetime } }`;

async function save(input: object, by = administrator): Promise<Answered> {
  const { data, text } = await by.graphql(
    `mutation ($input: SaveProfileKeysInput!) { saveProfileKeys(input: $input) { __typename
       ... on ProfileKeysSaved { cardProfile { id version cardType { name challengeLengths } ${keysFields} } }
       ... on Refusal { code message field } } }`,
    { input: { version: 1, cardType: "piv-9b-aes256", keySource: "STORED", ...input } },
  );
  if (!data?.["saveProfileKeys"]) throw new Error(text);
  return data["saveProfileKeys"] as Answered;
}

async function saveCard(input: object, by = administrator): Promise<Answered> {
  const { data, text } = await by.graphql(
    `mutation ($input: SaveCardKeysInput!) { saveCardKeys(input: $input) { __typename
       ... on CardKeysSaved { card { id version keyState keyTrouble cardTypeOverride keySourceOverride keyCheckValue { convention value } challengeLengths } }
       ... on Refusal { code message field } } }`,
    { input: { version: 1, ...input } },
  );
  if (!data?.["saveCardKeys"]) throw new Error(text);
  return data["saveCardKeys"] as Answered;
}

async function cardKey(id: string, by = administrator): Promise<Answered> {
  const asked = await by.graphql(
    `query ($id: ID!) { card(id: $id) { keyState keyTrouble keyCheckValue { convention value } cardTypeOverride keySourceOverride } }`,
    { id },
  );
  return asked.data?.["card"] as Answered;
}

const lastFacts = async (): Promise<Record<string, string>> => {
  const row = await api.at.database.reader.row<{ facts: string }>(
    "SELECT facts FROM audit_events WHERE action IN ('profile.saveKeys', 'card.saveKeys') ORDER BY sequence DESC LIMIT 1",
  );
  return JSON.parse(row?.facts ?? "{}") as Record<string, string>;
};

let names = 0;
const aMasterKey = (
  usage: "DERIVE" | "RESPOND",
  key = api.application.random.bytes(16),
  kind: "AES-128" | "2TDEA" = "AES-128",
) => anActiveMasterKey(api, { name: `Master ${(names += 1)}`, kind, usage, key });
const diversified = {
  cardType: "piv-9b-aes128",
  keySource: "DIVERSIFIED",
  scheme: "AN10922_AES128",
  inputTemplate: "{serial:bcd}",
};

/** A scene whose card has no stored key: what it answers with has to come from elsewhere. */
async function keylessScene(cardType: string): Promise<Scene> {
  const scene = await aScene(api, { cardType });
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("DELETE FROM admin_keys WHERE card_id = ?", [scene.card.id]),
  );
  return scene;
}
const answered = async (scene: Scene, challenge: string) =>
  (await scene.verb("submit", { processId: await scene.started(), challenge })) as Answered;

describe("a release comes by the card's key as its profile says", () => {
  test("diversified: computed from the master key and the serial number", async () => {
    const key = api.application.random.bytes(16);
    const masterKeyId = await aMasterKey("DERIVE", key);
    const scene = await keylessScene("piv-9b-aes128");
    const saved = await save({ ...diversified, profileId: scene.profileId, masterKeyId });
    expect(saved["cardProfile"].keys).toMatchObject({
      keySource: "DIVERSIFIED",
      masterKey: { id: masterKeyId },
      isLegacyCipher: false,
    });
    const type = cardTypeNamed("piv-9b-aes128");
    const own = deriveCardKey({
      scheme: "AN10922_AES128",
      masterKey: {
        kind: "AES-128",
        bytes: key,
      },
      preface: null,
      cardType: type,
      input: fromHex(scene.card.serialNumber),
    });
    const challenge = aChallenge(api, 16);
    const answer = await answered(scene, challenge);
    expect(answer["response"].hex).toBe(toHex(respond(type, own, fromHex(challenge))));
    expect(await cardKey(scene.card.id)).toMatchObject({
      keyState: "READY",
      keyCheckValue: { convention: "CMAC", value: cardKeyCheckValue(type, own) },
    });
  });

  test("uniform: the key all cards share, told by its check value wherever it appears", async () => {
    const key = api.application.random.bytes(16);
    const masterKeyId = await aMasterKey("RESPOND", key);
    const scene = await keylessScene("hid-crescendo-aes");
    const saved = await save({
      profileId: scene.profileId,
      cardType: "hid-crescendo-aes",
      keySource: "UNIFORM",
      masterKeyId,
    });
    const type = cardTypeNamed("hid-crescendo-aes");
    expect(saved["cardProfile"].keys.uniformKeyCheckValue).toEqual({
      convention: "CMAC",
      value: cardKeyCheckValue(type, key),
    });
    const challenge = aChallenge(api, 16);
    expect((await answered(scene, challenge))["response"].hex).toBe(toHex(respond(type, key, fromHex(challenge))));
  });

  test("PUK as hex: nothing is computed", async () => {
    const scene = await aScene(api, { cardType: "puk-as-hex" });
    const answer = await answered(scene, aChallenge(api));
    expect(answer["response"].hex).toBe(toHex(scene.card.adminKey));
    expect((await cardKey(scene.card.id))["keyCheckValue"]).toBeNull();
  });

  test("custom: as an administrator described it", async () => {
    const scene = await keylessScene("piv-9b-aes128");
    const custom = { cipher: "AES-128", mode: "CBC", challengeLengths: [64, 32], keyLength: 32 };
    const saved = await save({ profileId: scene.profileId, cardType: "custom", custom });
    expect(saved["cardProfile"].keys.customType).toEqual({ ...custom, challengeLengths: [32, 64] });
    expect(saved["cardProfile"].cardType).toEqual({ name: "custom", challengeLengths: [32, 64] });
    const key = api.application.random.bytes(16);
    const type = { ...cardTypeNamed("piv-9b-aes128"), mode: "CBC" as const, challengeLengths: [32] };
    await api.application.unitOfWork.unaudited((sql) =>
      api.application.vault.addAdminKey(sql, { cardId: scene.card.id, cardType: type }, key),
    );
    const challenge = aChallenge(api, 32);
    expect((await answered(scene, challenge))["response"].hex).toBe(toHex(respond(type, key, fromHex(challenge))));
  });

  test("and not at all once the master key's row was tampered with: key unavailable, the cause for administrators", async () => {
    const masterKeyId = await aMasterKey("DERIVE");
    const scene = await keylessScene("piv-9b-aes128");
    await save({ ...diversified, profileId: scene.profileId, masterKeyId });
    await api.application.unitOfWork.unaudited((sql) =>
      sql.run("UPDATE master_keys SET expected_check_value = '000000' WHERE id = ?", [masterKeyId]),
    );
    expect((await answered(scene, aChallenge(api, 16)))["__typename"]).toBe("KeyUnavailable");
    expect(await cardKey(scene.card.id)).toMatchObject({ keyState: "TROUBLED", keyTrouble: "CHECK_VALUE_DIFFERS" });
  });
});

describe("a card may have it otherwise than its profile", () => {
  test("a key of its own among diversified ones", async () => {
    const scene = await aScene(api, { cardType: "piv-9b-aes128" });
    await save({ ...diversified, profileId: scene.profileId, masterKeyId: await aMasterKey("DERIVE") });
    const saved = await saveCard({ cardId: scene.card.id, keySourceOverride: "STORED" });
    expect(saved["card"]).toMatchObject({ keySourceOverride: "STORED", keyState: "READY" });
    const challenge = aChallenge(api, 16);
    expect((await answered(scene, challenge))["response"].hex).toBe(scene.expectedResponse(challenge));
  });

  test("a derived key of its own is unavailable, and no fault, once its profile derives no keys any more", async () => {
    const scene = await aScene(api, { cardType: "piv-9b-aes128" });
    await save({ ...diversified, profileId: scene.profileId, masterKeyId: await aMasterKey("DERIVE") });
    const saved = await saveCard({ cardId: scene.card.id, keySourceOverride: "DIVERSIFIED" });
    expect(saved["card"]).toMatchObject({ keySourceOverride: "DIVERSIFIED", keyState: "READY" });
    await save({ cardType: "piv-9b-aes128", profileId: scene.profileId, version: 2 });
    expect(await cardKey(scene.card.id)).toMatchObject({ keyState: "TROUBLED", keyTrouble: "MASTER_KEY_MISSING" });
    expect((await answered(scene, aChallenge(api, 16)))["__typename"]).toBe("KeyUnavailable");
  });

  test("a card type of its own, with its challenge lengths", async () => {
    const profile = await aProfile(api.application, { cardType: "gids" });
    const card = await aCard(api.application, { profile });
    const saved = await saveCard({ cardId: card.id, cardTypeOverride: "hid-crescendo-3des" });
    expect(saved["card"]).toMatchObject({ cardTypeOverride: "hid-crescendo-3des", challengeLengths: [16], version: 2 });
    expect(await lastFacts()).toMatchObject({ cardTypeBefore: "as profile", cardTypeAfter: "hid-crescendo-3des" });
  });

  test("is refused with CardKeyDoesNotFit, KeySourceNotSetUp, CardTypeUnknown, CardNotFound, CardChangedMeanwhile", async () => {
    const profile = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    const { id: cardId } = await aCard(api.application, { profile });
    const typeOf = async (input: object) => (await saveCard({ cardId, ...input }))["__typename"];
    expect(await typeOf({ cardTypeOverride: "piv-9b-aes256" })).toBe("CardKeyDoesNotFit");
    expect(await typeOf({ keySourceOverride: "DIVERSIFIED" })).toBe("KeySourceNotSetUp");
    expect(await typeOf({ keySourceOverride: "PUK_AS_HEX" })).toBe("KeySourceNotSetUp");
    expect(await typeOf({ cardTypeOverride: "custom" })).toBe("CardTypeUnknown");
    expect(await typeOf({ version: 7 })).toBe("CardChangedMeanwhile");
    expect(await typeOf({ cardId: "nobody" })).toBe("CardNotFound");
    expect(await typeOf({ cardTypeOverride: "gids" })).toBe("LegacyReasonMissing");
  });

  test("its key is nothing that its holder is told of", async () => {
    const scene = await aScene(api, { cardType: "piv-9b-aes128" });
    const asked = await scene.caller.graphql(`query ($id: ID!) { card(id: $id) { keyState } }`, { id: scene.card.id });
    expect(asked.errors.map(({ extensions }) => extensions["code"])).toContain("FORBIDDEN");
  });
});

describe("3DES is a visible legacy choice", () => {
  test("refused with LegacyReasonMissing without a reason, kept and audited with one", async () => {
    const { id: profileId } = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    const refused = await save({ profileId, cardType: "gids" });
    expect(refused).toMatchObject({ __typename: "LegacyReasonMissing", field: ["legacyReason"] });
    const saved = await save({ profileId, cardType: "gids", legacyReason: " Cards bought \n in 2019 " });
    expect(saved["cardProfile"].keys).toMatchObject({
      legacyReason: "Cards bought in 2019",
      isLegacyCipher: true,
      cipher: "3DES",
    });
    expect(await lastFacts()).toMatchObject({ legacyReason: "Cards bought in 2019", cardTypeAfter: "gids" });
    const back = await save({ profileId, version: 2, cardType: "piv-9b-aes256" });
    expect(back["cardProfile"].keys).toMatchObject({ legacyReason: null, isLegacyCipher: false });
  });

  test("asked of a new profile too, and of a new card type in General", async () => {
    const create = async (legacyReason: string | null) => {
      const { data } = await administrator.graphql(
        `mutation ($input: CreateCardProfileInput!) { createCardProfile(input: $input) { __typename ... on CardProfileSaved { cardProfile { keys { legacyReason } } } } }`,
        { input: { name: `Legacy ${(names += 1)}`, description: "", cardType: "gids", legacyReason } },
      );
      return data?.["createCardProfile"] as unknown as Answered;
    };
    expect((await create(null))["__typename"]).toBe("LegacyReasonMissing");
    expect((await create("Old"))["cardProfile"].keys.legacyReason).toBe("Old");
  });

  test("refused everywhere where cryptography is strict: StrictModeRefusesLegacy, and no response", async () => {
    const strict = await testApi({ isStrictCryptography: true });
    const by = await strict.as(await aUser(strict.application, { role: "ADMINISTRATOR" }));
    const scene = await aScene(strict, { cardType: "gids" });
    expect((await save({ profileId: scene.profileId, cardType: "gids", legacyReason: "x" }, by))["__typename"]).toBe(
      "StrictModeRefusesLegacy",
    );
    const processId = await scene.started();
    const refused = await scene.verb("submit", { processId, challenge: aChallenge(strict) });
    expect(refused).toMatchObject({ __typename: "StrictCryptographyRefuses" });
    expect(refused["message"]).toMatch(
      /^This card uses 3DES, which your organisation no longer allows\. Contact the help desk \(reference /,
    );
    const aes = await aScene(strict, { cardType: "piv-9b-aes128" });
    expect(
      (await aes.verb("submit", { processId: await aes.started(), challenge: aChallenge(strict, 16) }))["__typename"],
    ).toBe("ChallengeAnswered");
    await strict.remove();
  });
});

describe("key settings are refused with", () => {
  test("what does not go together, naming its field", async () => {
    const { id: profileId } = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    const masterKeyId = await aMasterKey("DERIVE");
    const shared = await aMasterKey("RESPOND");
    const tried: readonly [string, object, string[] | null][] = [
      ["CardTypeUnknown", { cardType: "floppy" }, ["cardType"]],
      ["CardTypeUnknown", { cardType: "custom" }, ["cardType"]],
      [
        "CustomCardTypeUnusable",
        { cardType: "custom", custom: { cipher: "AES-128", mode: "ECB", challengeLengths: [16], keyLength: 32 } },
        ["custom", "challengeLengths"],
      ],
      ["KeySourceDoesNotFit", { keySource: "PUK_AS_HEX" }, ["keySource"]],
      ["KeySourceDoesNotFit", { cardType: "puk-as-hex" }, ["keySource"]],
      ["InputTemplateUnreadable", { ...diversified, masterKeyId, inputTemplate: "{serial:utf8}" }, ["inputTemplate"]],
      ["InputTemplateUnreadable", { ...diversified, masterKeyId, inputTemplate: "00112233" }, ["inputTemplate"]],
      ["InputTemplateDoesNotFit", { ...diversified, masterKeyId, inputTemplate: "01 | {serial}" }, ["inputTemplate"]],
      ["SchemeDoesNotFit", { ...diversified, masterKeyId, scheme: "AN10922_AES256" }, ["scheme"]],
      ["SchemeDoesNotFit", { ...diversified, masterKeyId, scheme: null }, ["scheme"]],
      ["SchemeDoesNotFit", { keySource: "UNIFORM", masterKeyId: shared }, ["scheme"]],
      ["MasterKeyNotUsable", { ...diversified, masterKeyId: "nothing" }, ["masterKeyId"]],
      ["KeyUsageConflict", { ...diversified, masterKeyId: shared }, null],
      ["KeyUsageConflict", { cardType: "piv-9b-aes128", keySource: "UNIFORM", masterKeyId }, null],
      ["LimitOutOfBounds", { quotas: { perDay: 0 } }, ["quotas", "perDay"]],
      [
        "LimitOutOfBounds",
        { cardType: "minidriver-3des", legacyReason: "x", attemptLimits: { stopAt: 4 } },
        ["attemptLimits", "stopAt"],
      ],
      ["CardProfileNotFound", { profileId: "nothing" }, null],
      ["ChangedMeanwhile", { version: 9 }, null],
    ];
    for (const [type, changed, field] of tried) {
      expect(await save({ profileId, ...changed }), type).toMatchObject({ __typename: type, field });
    }
  });

  test("InputTemplateDoesNotFit when it gives nothing for a card there is, which is named", async () => {
    const profile = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    await aCard(api.application, { profile, serialNumber: "ABC-7" });
    const refused = await save({ ...diversified, profileId: profile.id, masterKeyId: await aMasterKey("DERIVE") });
    expect(refused["message"]).toBe("For card ABC-7 the template doesn't give 1 to 31 bytes that this scheme takes");
  });

  test("CardTypeInUse once cards have stored keys of another cipher; CardTypeSetByKeys in General", async () => {
    const profile = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    await aCard(api.application, { profile });
    expect((await save({ profileId: profile.id, cardType: "piv-9b-aes256" }))["__typename"]).toBe("CardTypeInUse");
    await save({ ...diversified, profileId: profile.id, masterKeyId: await aMasterKey("DERIVE") });
    const { data } = await administrator.graphql(
      `mutation ($input: UpdateCardProfileInput!) { updateCardProfile(input: $input) { __typename } }`,
      { input: { id: profile.id, version: 2, cardType: "hid-crescendo-aes" } },
    );
    expect(data?.["updateCardProfile"]).toMatchObject({ __typename: "CardTypeSetByKeys" });
  });
});

describe("a preview", () => {
  test("shows the input and the check value for a card before anything is saved", async () => {
    const key = api.application.random.bytes(16);
    const masterKeyId = await aMasterKey("DERIVE", key);
    const profile = await aProfile(api.application, { cardType: "piv-9b-aes128" });
    const card = await aCard(api.application, { profile });
    const { data } = await administrator.graphql(
      `query ($p: ID!, $m: ID) { derivationPreview(profileId: $p, cardType: "piv-9b-aes128", scheme: AN10922_AES128, inputTemplate: "04 {serial:bcd}", masterKeyId: $m) { serialNumber input checkValue { convention value } } }`,
      { p: profile.id, m: masterKeyId },
    );
    const type = cardTypeNamed("piv-9b-aes128");
    const input = fromHex(`04${card.serialNumber}`);
    const own = deriveCardKey({
      scheme: "AN10922_AES128",
      masterKey: { kind: "AES-128", bytes: key },
      preface: null,
      input,
      cardType: type,
    });
    expect(data?.["derivationPreview"]).toEqual({
      serialNumber: card.serialNumber,
      input: toHex(input),
      checkValue: { convention: "CMAC", value: cardKeyCheckValue(type, own) },
    });
  });
});

test("a card of a profile with a master key is added without a key of its own; elsewhere it needs one", async () => {
  const scene = await keylessScene("piv-9b-aes128");
  await save({ ...diversified, profileId: scene.profileId, masterKeyId: await aMasterKey("DERIVE") });
  const { reader } = api.at.database;
  const profileName =
    (await reader.row<{ name: string }>("SELECT name FROM card_profiles WHERE id = ?", [scene.profileId]))?.name ?? "";
  const card = { label: "Card", profileName, holderUsername: null, adminKey: null };
  const added = await api.application.cards.addCard({ type: "system" }, { ...card, serialNumber: "90001" });
  expect(added).toMatchObject({ type: "CardAdded", card: { keySourceOverride: null } });
  const own = await api.application.cards.addCard(
    { type: "system" },
    { ...card, serialNumber: "90002", adminKey: api.application.random.bytes(16) },
  );
  expect(own).toMatchObject({ type: "CardAdded", card: { keySourceOverride: "STORED" } });
  const stored = await aProfile(api.application, { cardType: "piv-9b-aes128", name: "Stored keys" });
  const refused = await api.application.cards.addCard(
    { type: "system" },
    { ...card, serialNumber: "90003", profileName: stored.name },
  );
  expect(refused.type).toBe("AdminKeyMissing");
});
