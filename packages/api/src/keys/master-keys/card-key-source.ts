import type { DiversificationScheme } from "@unlatch/core/keys/diversification-scheme";

/** Where a card's admin key comes from, with all that is needed to come by it. */
export type CardKeySource =
  /** A sealed key of its own; `PUK_AS_HEX` is the same with a PUK in its place. */
  | { readonly type: "STORED" | "PUK_AS_HEX" }
  /** Computed from a master key. Without a scheme and a template nothing can be: the card's profile derives no keys any more. */
  | {
      readonly type: "DIVERSIFIED";
      readonly masterKeyId: string;
      readonly scheme: DiversificationScheme | null;
      readonly inputTemplate: string | null;
      readonly serialNumber: string;
    }
  /** The same as every other card's of its profile. */
  | { readonly type: "UNIFORM"; readonly masterKeyId: string };
