import { describe, expect, test } from "vitest";
import { aKeysFragment } from "./a-keys-fragment.ts";
import { areSameKeys, keysDraftOf, keysInputOf } from "./keys-draft.ts";

const keys = aKeysFragment();

describe("the key settings on the screen", () => {
  test("send back what they were, as long as nobody changes them", () => {
    const draft = keysDraftOf(keys);
    expect(areSameKeys(draft, keysDraftOf(keys))).toBe(true);
    expect(keysInputOf(draft)).toMatchObject({
      cardType: "piv-9b-aes256",
      custom: null,
      keySource: "STORED",
      scheme: null,
      masterKeyId: null,
      attemptLimits: { warnAt: null, stopAt: 3 },
      quotas: { perDay: 5, perYear: null, perLifetime: null },
    });
  });

  test("leave out what belongs to another source or type", () => {
    const draft = { ...keysDraftOf(keys), masterKeyId: "m", scheme: "KDF3" as const };
    expect(areSameKeys(draft, keysDraftOf(keys))).toBe(true);
    expect(keysInputOf({ ...draft, keySource: "DIVERSIFIED" })).toMatchObject({ scheme: "KDF3", masterKeyId: "m" });
    expect(keysInputOf({ ...draft, keySource: "UNIFORM" })).toMatchObject({ scheme: null, masterKeyId: "m" });
  });

  test("read lengths as people list them, and let the server name the bounds of what is no number", () => {
    const draft = { ...keysDraftOf(keys), cardType: "custom", challengeLengths: "16, 32;48", keyLength: "x" };
    expect(keysInputOf(draft).custom).toMatchObject({ challengeLengths: [16, 32, 48], keyLength: 0 });
    expect(keysInputOf({ ...draft, perDay: "many" }).quotas?.perDay).toBe(0);
  });
});
