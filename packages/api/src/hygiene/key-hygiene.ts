import type { Cipher } from "@unlatch/core/challenge/card-types";
import type { Clock } from "../platform/clock.ts";
import type { Sql } from "../platform/sql.ts";
import { profileRepository } from "../profiles/index.ts";
import { ownKeys } from "./card-condition.ts";
import { defaultKeyFingerprints } from "./default-keys.ts";
import { type HygieneFinding, hygieneFindings, keyAgeYears } from "./hygiene-finding.ts";
import { keyedCards, type KeyedCardRow, type Profiles } from "./keyed-card-row.ts";
import { findSharedKeys } from "./shared-keys.ts";
import { countIn, type CountedKey, emptyTally, type Tally } from "./tally.ts";

/** What the keys of all cards in use look like. */
export interface KeyHygieneReport {
  readonly countedAt: Date;
  readonly cards: number;
  readonly findings: readonly {
    readonly finding: HygieneFinding;
    readonly count: number;
    /** The keys it is about, most cards first, where it is about single keys. */
    readonly keys: readonly CountedKey[];
  }[];
  readonly ages: readonly { readonly fromYears: number; readonly toYears: number | null; readonly count: number }[];
  readonly ciphers: readonly { readonly cipher: Cipher; readonly count: number }[];
  readonly profiles: Profiles;
}

/** Counts it, or gives what was counted a moment ago. */
export type KeyHygiene = () => Promise<KeyHygieneReport>;

const cardsAtATime = 2000;
/** A count that took a second is good for twenty: whoever reloads the page does not make the server count all the time. */
const goodForTimesItTook = 20;

/**
 * @param fingerprintOf - the keyed fingerprint by which a key is recognised
 * @returns the counting of key hygiene: card by card in small portions, so that a million of them hold up nobody
 */
export function makeKeyHygiene(parts: {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly fingerprintOf: (key: Uint8Array) => string;
}): KeyHygiene {
  let kept: { readonly report: Promise<KeyHygieneReport>; goodUntil: number } | null = null;
  let defaults: ReadonlySet<string> | null = null;
  return () => {
    if (kept !== null && performance.now() < kept.goodUntil) return kept.report;
    const begun = performance.now();
    defaults ??= defaultKeyFingerprints(parts.fingerprintOf);
    const counting = { report: counted(parts, defaults), goodUntil: Number.POSITIVE_INFINITY };
    kept = counting;
    void counting.report
      .then(() => (counting.goodUntil = performance.now() + goodForTimesItTook * (performance.now() - begun)))
      .catch(() => (kept = null));
    return counting.report;
  };
}

async function counted(
  { reader, clock }: { readonly reader: Sql; readonly clock: Clock },
  defaults: ReadonlySet<string>,
): Promise<KeyHygieneReport> {
  const now = clock();
  const profiles = await allProfiles(reader);
  const tally = emptyTally();
  for (let after: string | null = ""; after !== null;) {
    const rows: KeyedCardRow[] = await reader.rows<KeyedCardRow>(
      `SELECT c.id, c.profile_id, c.card_type_override, c.key_source_override, c.valid_until, k.key_fingerprint,
         k.check_value, k.algorithm, k.created_at AS key_created_at, g.last_released_at, g.challenge_repeats
       ${keyedCards} AND c.id > ? ORDER BY c.id LIMIT ?`,
      [after, cardsAtATime],
    );
    for (const row of rows) countIn(tally, row, { profiles, defaults, now });
    after = rows.length < cardsAtATime ? null : (rows.at(-1)?.id ?? null);
    // On SQLite a statement holds up the server: others go first.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const shared = await findSharedKeys(reader, ownKeys(profiles));
  tally.findings.set("SHARED_KEY", shared.cards);
  return reportOf(tally, { shared: shared.keys, profiles, now });
}

/** Every profile: they are few. */
async function allProfiles(reader: Sql): Promise<Profiles> {
  const rows = await reader.rows<{ id: string }>("SELECT id FROM card_profiles");
  return profileRepository(reader).byIds(rows.map(({ id }) => id));
}

function reportOf(
  tally: Tally,
  {
    shared,
    profiles,
    now,
  }: { readonly shared: readonly CountedKey[]; readonly profiles: Profiles; readonly now: Date },
): KeyHygieneReport {
  const defaults = [...tally.defaults.values()].sort((a, b) => b.count - a.count);
  const keysOf = (finding: HygieneFinding) =>
    finding === "DEFAULT_KEY" ? defaults : finding === "SHARED_KEY" ? shared : [];
  return {
    countedAt: now,
    cards: tally.cards,
    findings: hygieneFindings.map((finding) => ({
      finding,
      count: tally.findings.get(finding) ?? 0,
      keys: keysOf(finding),
    })),
    ages: keyAgeYears.map((fromYears, index) => ({
      fromYears,
      toYears: keyAgeYears[index + 1] ?? null,
      count: tally.ages.get(fromYears) ?? 0,
    })),
    ciphers: [...tally.ciphers].map(([cipher, count]) => ({ cipher, count })).sort((a, b) => b.count - a.count),
    profiles,
  };
}
