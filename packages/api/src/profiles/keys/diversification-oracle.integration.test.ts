import { fromHex, toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { deriveCardKey } from "@unlatch/core/keys/derive-card-key";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCard, aUser } from "../../test-support/builders.ts";
import { anActiveMasterKey, ceremonySheets } from "../../test-support/master-key-ceremony.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { aScene, type Scene } from "../../test-support/unblock-scene.ts";

/**
 * The attack: where the master key of a scheme is also the admin key of somebody's card, that person types the blocks from
 * which another card's key is computed as challenges, and reads the other card's key out of the responses.
 */
const victimInput = fromHex("00112233445566778899");
const masterKey = fromHex("0123456789ABCDEFFEDCBA9876543210");
const blocks = ["445566778899F001", "4455667788990F01"];
const type = cardTypeNamed("minidriver-3des");
const derivation = { scheme: "EMV_CPS_11", preface: null, input: victimInput, cardType: type } as const;
const victimKey = toHex(deriveCardKey({ ...derivation, masterKey: { kind: "2TDEA", bytes: masterKey } }));

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

const response = async (scene: Scene, challenge: string) => {
  const processId = await scene.started();
  const answer = await scene.verb("submit", { processId, challenge });
  await scene.verb("cancel", { processId });
  return answer;
};

describe("the attack through the responses of a card", () => {
  test("works on an unsafe fixture, in which one key does both: the victim's key comes out", () => {
    const oracle = (challenge: string) => toHex(respond(type, masterKey, fromHex(challenge)));
    expect(blocks.map(oracle).join("")).toBe(victimKey);
  });

  test("has no card to begin with: a key that derives becomes no card's, a card's key derives nothing", async () => {
    await anActiveMasterKey(api, { name: "Master", kind: "2TDEA", usage: "DERIVE", key: masterKey });
    const scene = await aScene(api, { cardType: "minidriver-3des" });
    const profile = await api.at.database.reader.row<{ name: string }>("SELECT name FROM card_profiles WHERE id = ?", [
      scene.profileId,
    ]);
    const forms = [
      masterKey,
      masterKey.map((byte) => byte ^ 1),
      Uint8Array.of(...masterKey, ...masterKey.subarray(0, 8)),
    ];
    for (const [index, adminKey] of forms.entries()) {
      const added = await api.application.cards.addCard(
        { type: "system" },
        {
          serialNumber: `ORACLE${index}`,
          label: "Card",
          profileName: profile?.name ?? "",
          holderUsername: null,
          adminKey: Uint8Array.from(adminKey),
        },
      );
      expect(added).toEqual({ type: "KeyUsageConflict", usage: "DERIVE" });
    }
    const straight = api.application.unitOfWork.unaudited((sql) =>
      api.application.vault.addAdminKey(sql, { cardId: scene.card.id, cardType: type }, masterKey),
    );
    await expect(straight).rejects.toThrow("This key derives the keys of cards");
  });

  test("finds no response for a block that keys are derived from, on any card", async () => {
    const masterKeyId = await anActiveMasterKey(api, {
      name: "In use",
      kind: "2TDEA",
      usage: "DERIVE",
      key: api.application.random.bytes(16),
    });
    const scene = await aScene(api, { cardType: "minidriver-3des" });
    const other = await aScene(api, { cardType: "minidriver-3des" });
    const before = await aScene(api, { cardType: "minidriver-3des" });
    expect((await response(before, blocks[0] as string))["__typename"]).toBe("ChallengeAnswered");
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    const saved = await administrator.graphql(
      `mutation ($input: SaveProfileKeysInput!) { saveProfileKeys(input: $input) { __typename ... on Refusal { message } } }`,
      {
        input: {
          profileId: other.profileId,
          version: 1,
          cardType: "minidriver-3des",
          keySource: "DIVERSIFIED",
          scheme: "EMV_CPS_11",
          inputTemplate: "{serial.last16:bcd} 0000",
          masterKeyId,
          legacyReason: "Old cards",
        },
      },
    );
    expect(saved.data).toMatchObject({ saveProfileKeys: { __typename: "ProfileKeysSaved" } });
    for (const by of [scene, other]) {
      for (const challenge of [...blocks, blocks.join("")]) {
        expect(await response(by, challenge)).toMatchObject({
          __typename: "ChallengeLooksDerived",
          message: "That isn't a challenge a card would show. Check what your computer shows now.",
        });
      }
    }
  });

  test("leaks no key in 200 tries with blocks of other cards, on cards of both kinds", async () => {
    const key = api.application.random.bytes(16);
    const masterKeyId = await anActiveMasterKey(api, { name: "Two hundred", kind: "2TDEA", usage: "DERIVE", key });
    const scene = await aScene(api, { cardType: "minidriver-3des" });
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    await administrator.graphql(
      `mutation ($input: SaveProfileKeysInput!) { saveProfileKeys(input: $input) { __typename } }`,
      {
        input: {
          profileId: scene.profileId,
          version: 1,
          cardType: "minidriver-3des",
          keySource: "DIVERSIFIED",
          scheme: "VISA2",
          inputTemplate: "{serial.last16:bcd} 0000",
          masterKeyId,
          legacyReason: "Old cards",
        },
      },
    );
    const leaks: string[] = [];
    const processId = await scene.started();
    for (let number = 0; number < 100; number += 1) {
      const data = fromHex(`7000${String(number).padStart(12, "0")}0000`);
      const six = [...data.subarray(0, 2), ...data.subarray(4, 8)];
      const victim = toHex(
        deriveCardKey({ ...derivation, scheme: "VISA2", input: data, masterKey: { kind: "2TDEA", bytes: key } }),
      );
      for (const [half, end] of [0xf0, 0x0f].entries()) {
        const answer = await scene.verb("submit", { processId, challenge: toHex(Uint8Array.of(...six, end, 1)) });
        const hex = (answer["response"]?.hex ?? "") as string;
        if (hex !== "" && victim.slice(half * 16, half * 16 + 16) === hex) leaks.push(hex);
        expect(answer["__typename"]).toBe("ChallengeLooksDerived");
      }
    }
    expect(leaks).toEqual([]);
  });
});

test("a master key whose usage somebody changed in the database does not open", async () => {
  const key = api.application.random.bytes(16);
  const id = await anActiveMasterKey(api, { name: "Turned", kind: "AES-128", usage: "DERIVE", key });
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE master_keys SET usage = 'RESPOND' WHERE id = ?", [id]),
  );
  const scene = await aScene(api, { cardType: "piv-9b-aes128" });
  const keyed = { cardId: scene.card.id, cardType: cardTypeNamed("piv-9b-aes128") };
  const used = await api.application.vault.withAdminKey(
    api.at.database.reader,
    { ...keyed, source: { type: "UNIFORM", masterKeyId: id } },
    (lent) => toHex(lent),
  );
  expect(used).toEqual({ type: "KeyTroubled", cause: "SEAL_BROKEN" });
});

test("a key that all cards share and one that a card has of its own may be the same, for both respond", async () => {
  const profile = {
    id: (await aScene(api, { cardType: "hid-crescendo-aes" })).profileId,
    cardType: "hid-crescendo-aes",
  };
  const card = await aCard(api.application, { profile });
  const sheets = ceremonySheets({ kind: "AES-128", key: card.adminKey, convention: "CMAC" }, [
    api.application.random.bytes(16),
  ]);
  expect(sheets.components).toHaveLength(2);
  const id = await anActiveMasterKey(api, { name: "Shared", kind: "AES-128", usage: "RESPOND", key: card.adminKey });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
});
