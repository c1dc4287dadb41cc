import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anActiveMasterKey } from "../../test-support/master-key-ceremony.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { KekUnavailable } from "../providers/key-provider.ts";
import { sourcedVault } from "./sourced-vault.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

test.each([
  ["no answer", "KEY_PROVIDER_UNAVAILABLE"],
  ["elsewhere", "SEALED_UNDER_ANOTHER_KEY"],
] as const)("a master key is unavailable, and no fault, while its keeper says: %s", async (reason, cause) => {
  const key = api.application.random.bytes(16);
  const masterKeyId = await anActiveMasterKey(api, { name: reason, kind: "AES-128", usage: "RESPOND", key });
  const silent = async () => {
    throw new KekUnavailable("The token does not answer.", reason);
  };
  const vault = sourcedVault(api.application.vault, { seal: silent, open: silent, fingerprintOf: () => "" });
  const card = { cardId: "card", cardType: cardTypeNamed("piv-9b-aes128") };
  const source = { type: "UNIFORM", masterKeyId } as const;
  const used = await vault.respond(api.at.database.reader, { ...card, source }, new Uint8Array(16).fill(7));
  expect(used).toEqual({ type: "KeyTroubled", cause });
});
