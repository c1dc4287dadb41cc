import type { ProfileKeysFieldsFragment } from "../../graphql/generated/graphql.ts";

/** For tests: the key settings of a profile whose AES cards have stored keys. */
export const aKeysFragment = (facts: Partial<ProfileKeysFieldsFragment> = {}): ProfileKeysFieldsFragment => ({
  cardType: { name: "piv-9b-aes256", label: "PIV" },
  customType: null,
  keySource: "STORED",
  scheme: null,
  inputTemplate: null,
  masterKey: null,
  uniformKeyCheckValue: null,
  legacyReason: null,
  cipher: "AES-256",
  isLegacyCipher: false,
  windowsScreen: "",
  adminKeyTries: { limit: null, blocksForGood: false, note: "" },
  attemptLimits: { warnAt: null, stopAt: 3 },
  quotas: { perDay: 5, perYear: null, perLifetime: null },
  ...facts,
});
