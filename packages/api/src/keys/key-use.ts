/** Why a card's admin key cannot be used. For administrators; the person only hears that no response can be made. */
export type KeyTrouble =
  | "MISSING"
  | "SEALED_UNDER_ANOTHER_KEY"
  | "SEAL_BROKEN"
  | "KEY_PROVIDER_UNAVAILABLE"
  | "IN_TOKEN_ONLY"
  | "CHECK_VALUE_DIFFERS"
  | "LENGTH_DOES_NOT_FIT"
  | "MASTER_KEY_MISSING"
  | "MASTER_KEY_NOT_ACTIVE"
  | "INPUT_DOES_NOT_FIT";

/** What comes of using a card's admin key. */
export type KeyUse<T> =
  | { readonly type: "KeyUsed"; readonly value: T }
  | { readonly type: "KeyTroubled"; readonly cause: KeyTrouble };
