import { toHex } from "@unlatch/core/bytes";
import { checkValue } from "@unlatch/core/keys/check-value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cardRepository } from "../cards/index.ts";
import { keyedCard, profileRepository } from "../profiles/index.ts";
import { aUser } from "../test-support/builders.ts";
import { anImportScene, type ImportScene } from "../test-support/import-scene.ts";
import { anActiveMasterKey } from "../test-support/master-key-ceremony.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let scene: ImportScene;
let masterKey: Uint8Array;
beforeAll(async () => {
  api = await testApi();
  scene = await anImportScene(api);
  masterKey = api.application.random.bytes(16);
  const masterKeyId = await anActiveMasterKey(api, { name: "Issuer", kind: "2TDEA", usage: "DERIVE", key: masterKey });
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  const input = {
    profileId: scene.profile.id,
    version: 1,
    cardType: "minidriver-3des",
    keySource: "DIVERSIFIED",
    scheme: "EMV_CPS_11",
    inputTemplate: "{serial.last16:bcd} 0000",
    masterKeyId,
    legacyReason: "Old cards",
  };
  await administrator.graphql(
    `mutation ($input: SaveProfileKeysInput!) { saveProfileKeys(input: $input) { __typename } }`,
    { input },
  );
});
afterAll(() => api.remove());

const serial = "7001000000000042";
async function derivedKey(): Promise<string> {
  const { reader } = api.at.database;
  const row = await scene.card(serial);
  const card = await cardRepository(reader).byId(row?.["id"] as string);
  const profile = await profileRepository(reader).byId(scene.profile.id);
  if (card === null || profile === null) throw new Error("no card");
  const use = await api.application.vault.withAdminKey(reader, keyedCard(profile, card), (key) => toHex(key));
  return use.type === "KeyUsed" ? use.value : use.cause;
}

test("a card whose key is derived is imported without one, and nothing is sealed for it", async () => {
  expect((await scene.import(`serial\n${serial}\n`)).lines).toEqual(["2 NEW_CARD"]);
  expect(await scene.count("admin_keys")).toBe(0);
});

test("a key or a KCV in the file can only agree with the derived one", async () => {
  const key = await derivedKey();
  const kcv = checkValue("3DES", "ENCRYPTED_ZEROS", Buffer.from(key, "hex"));
  const lineOf = async (cells: string) => (await scene.import(`serial,key,kcv\n${serial},${cells}\n`)).lines;
  expect(await lineOf(`${key},${kcv}`)).toEqual(["2 UNCHANGED"]);
  expect(await lineOf(`${scene.newKey()},`)).toEqual(["2 REFUSED KEY_NOT_AS_DERIVED"]);
  expect(await lineOf(",000000")).toEqual(["2 REFUSED CHECK_VALUE_DIFFERS"]);
  expect(await scene.count("admin_keys")).toBe(0);
});

test("a serial number that the key cannot be derived from is named, whether or not the file says what the key is", async () => {
  for (const cells of [",", "000000", ""]) {
    const file = `serial,kcv\nNO-DIGITS,${cells}\n1234,${cells}\n`;
    expect((await scene.preview(file)).lines).toEqual(["2 REFUSED KEY_UNAVAILABLE", "3 REFUSED KEY_UNAVAILABLE"]);
  }
  const other = await scene.import("serial,type\n7001000000000043,gids\n");
  expect(other.lines).toEqual(["2 NEW_CARD"]);
});

test("the key that others are derived from is imported for no card", async () => {
  const other = await anImportScene(api);
  const { lines } = await other.import(`serial,key\nDM-1,${toHex(masterKey)}\n`, { takesTwoKeyKeys: true });
  expect(lines).toEqual(["2 REFUSED TWO_KEY_TAKEN KEY_DERIVES_OTHERS"]);
});
