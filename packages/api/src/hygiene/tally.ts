import type { Cipher } from "@unlatch/core/challenge/card-types";
import { instantFrom, instantOrNull } from "../platform/sql.ts";
import {
  type HygieneFinding,
  hygieneFindings,
  keyAgeStep,
  keyAgeYears,
  legacyUntil,
  oldKeyYears,
} from "./hygiene-finding.ts";
import { type KeyedCardRow, keyingOf, type Profiles } from "./keyed-card-row.ts";

/** One key that is on cards, by its fingerprint, which never leaves the server. */
export interface CountedKey {
  readonly fingerprint: string;
  readonly checkValue: string;
  readonly cipher: Cipher;
  readonly count: number;
}

/** What was counted so far. */
export interface Tally {
  cards: number;
  readonly findings: Map<HygieneFinding, number>;
  readonly ages: Map<number, number>;
  readonly ciphers: Map<Cipher, number>;
  readonly defaults: Map<string, CountedKey>;
}

/** What rows are counted against. */
export interface TallyGround {
  readonly profiles: Profiles;
  readonly defaults: ReadonlySet<string>;
  readonly now: Date;
}

/** @returns a tally of nothing yet */
export function emptyTally(): Tally {
  return {
    cards: 0,
    findings: new Map(hygieneFindings.map((finding) => [finding, 0])),
    ages: new Map(keyAgeYears.map((years) => [years, 0])),
    ciphers: new Map(),
    defaults: new Map(),
  };
}

/** Counts one card in. Keys that several cards share are counted elsewhere: one row does not tell. */
export function countIn(tally: Tally, row: KeyedCardRow, ground: TallyGround): void {
  const keying = keyingOf(row, ground.profiles);
  if (keying === null) return;
  tally.cards += 1;
  tally.ciphers.set(keying.cipher, (tally.ciphers.get(keying.cipher) ?? 0) + 1);
  for (const finding of findingsOf(row, keying, ground)) {
    tally.findings.set(finding, (tally.findings.get(finding) ?? 0) + 1);
    if (finding === "DEFAULT_KEY") countDefault(tally, row, keying.cipher);
  }
  if (!hasOwnKey(keying) || row.key_created_at === null) return;
  const step = keyAgeStep(instantFrom(row.key_created_at), ground.now);
  tally.ages.set(step, (tally.ages.get(step) ?? 0) + 1);
}

type Keying = NonNullable<ReturnType<typeof keyingOf>>;

const hasOwnKey = ({ source }: Keying) => source === "STORED" || source === "PUK_AS_HEX";

function findingsOf(row: KeyedCardRow, keying: Keying, { defaults, now }: TallyGround): HygieneFinding[] {
  const isOwn = hasOwnKey(keying);
  const madeAt = isOwn ? instantOrNull(row.key_created_at) : null;
  const releasedAt = instantOrNull(row.last_released_at);
  const isLegacy = keying.cipher === "3DES";
  const validUntil = instantOrNull(row.valid_until);
  const holds: Record<Exclude<HygieneFinding, "SHARED_KEY">, boolean> = {
    DEFAULT_KEY: isOwn && row.key_fingerprint !== null && defaults.has(row.key_fingerprint),
    MISSING_KEY: isOwn && madeAt === null,
    CHALLENGE_REPEATED: Number(row.challenge_repeats ?? 0) > 0,
    UNIFORM_KEY: keying.source === "UNIFORM",
    LEGACY_AFTER_2030: isLegacy && (validUntil === null || validUntil > legacyUntil),
    LEGACY_3DES: isLegacy,
    RELEASED_SINCE_ROTATION: releasedAt !== null && (madeAt === null || releasedAt >= madeAt),
    OLD_KEY: madeAt !== null && keyAgeStep(madeAt, now) >= oldKeyYears,
  };
  return hygieneFindings.filter((finding) => finding !== "SHARED_KEY" && holds[finding]);
}

function countDefault({ defaults }: Tally, row: KeyedCardRow, cipher: Cipher): void {
  const fingerprint = row.key_fingerprint ?? "";
  const count = (defaults.get(fingerprint)?.count ?? 0) + 1;
  defaults.set(fingerprint, { fingerprint, checkValue: row.check_value ?? "", cipher: row.algorithm ?? cipher, count });
}
