import {
  HygieneCardsDocument,
  KeyHygieneDocument,
  type HygieneFinding,
  type KeyHygieneQuery,
} from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** What the keys of all cards look like. */
export type KeyHygiene = KeyHygieneQuery["keyHygiene"];
/** How many cards one finding is about. */
export type HygieneCount = KeyHygiene["findings"][number];

/** Counts the keys of all cards. */
export function useKeyHygiene() {
  return useQuery(KeyHygieneDocument, () => ({}));
}

/** Every finding there is a page for, as an address can say anything. */
const findings: Readonly<Record<HygieneFinding, true>> = {
  DEFAULT_KEY: true,
  SHARED_KEY: true,
  MISSING_KEY: true,
  CHALLENGE_REPEATED: true,
  UNIFORM_KEY: true,
  LEGACY_AFTER_2030: true,
  LEGACY_3DES: true,
  RELEASED_SINCE_ROTATION: true,
  OLD_KEY: true,
};

/** The finding of that name; null for anything else. */
export function asFinding(name: string): HygieneFinding | null {
  return name in findings ? (name as HygieneFinding) : null;
}

/** The cards behind a finding, fifty at a time; null asks for nothing. */
export function useHygieneCards(
  wanted: () => { finding: HygieneFinding | null; checkValue: string; after: string | null },
) {
  return useQuery(HygieneCardsDocument, () => {
    const { finding, checkValue, after } = wanted();
    return finding === null ? null : { finding, checkValue: checkValue === "" ? null : checkValue, after, first: 50 };
  });
}
