/** Where a card's admin key comes from. */
export const keySources = ["STORED", "DIVERSIFIED", "UNIFORM", "PUK_AS_HEX"] as const;

/**
 * `STORED`: one sealed key a card. `DIVERSIFIED`: computed from a master key and the card's identity. `UNIFORM`: one
 * sealed key for all cards of a profile. `PUK_AS_HEX`: the sealed secret is a PUK, and nothing is computed.
 */
export type KeySource = (typeof keySources)[number];

/** What a key is for, decided when it is made and never changed: a key that does both gives other cards' keys away. */
export const keyUsages = ["RESPOND", "DERIVE"] as const;

/** `RESPOND`: enciphers challenges. `DERIVE`: other keys are computed from it. */
export type KeyUsage = (typeof keyUsages)[number];
