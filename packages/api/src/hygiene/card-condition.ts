import { keySources } from "@unlatch/core/keys/key-source";
import { marks, type SqlValue } from "../platform/sql.ts";
import type { Profiles } from "./keyed-card-row.ts";

/** What cards have to be like, for a statement over `keyedCards`. */
export interface CardCondition {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/** Cards by what they or else their profiles say; written so that the cards are still walked by serial number. */
export function eitherSays(
  column: string,
  { overrides, profileIds }: { overrides: readonly string[]; profileIds: readonly string[] },
): CardCondition {
  const among = (values: readonly string[], name: string) =>
    values.length === 0 ? "1 = 0" : `${name} IN (${marks(values.length)})`;
  return {
    text: `(${among(overrides, column)} OR (${column} IS NULL AND ${among(profileIds, "c.profile_id || ''")}))`,
    parameters: [...overrides, ...profileIds],
  };
}

/** Cards whose keys come from such sources. */
export function withSource(
  profiles: Profiles,
  isWanted: (source: (typeof keySources)[number]) => boolean,
): CardCondition {
  const wanted = [...profiles.values()].filter(({ keys }) => isWanted(keys.keySource));
  return eitherSays("c.key_source_override", {
    overrides: keySources.filter(isWanted),
    profileIds: wanted.map(({ id }) => id),
  });
}

/** Cards that have a key of their own, whatever was stored for others before. */
export const ownKeys = (profiles: Profiles): CardCondition =>
  withSource(profiles, (source) => source === "STORED" || source === "PUK_AS_HEX");
