import { cardTypes } from "@unlatch/core/challenge/card-types";
import { cardRepository, type CardRecord } from "../cards/index.ts";
import { isTexts, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import { marks, type Sql } from "../platform/sql.ts";
import { cardTypeFor } from "../profiles/index.ts";
import { type CardCondition, eitherSays, ownKeys, withSource } from "./card-condition.ts";
import { type HygieneFinding, legacyUntil, oldKeyYears, yearsBefore } from "./hygiene-finding.ts";
import { inUse, keyedCards, type Profiles } from "./keyed-card-row.ts";
import type { KeyHygiene, KeyHygieneReport } from "./key-hygiene.ts";

/** Which cards are asked for, and which page of them. */
export interface HygieneCardsRequest {
  readonly finding: HygieneFinding;
  /** Only cards whose key has this check value; with default and shared keys only. */
  readonly checkValue?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Lists the cards behind one line of the hygiene report, by serial number. */
export const makeHygieneCards =
  ({ reader, hygiene }: { readonly reader: Sql; readonly hygiene: KeyHygiene }) =>
  async (wanted: HygieneCardsRequest): Promise<Page<CardRecord>> => {
    const request = pageRequest(wanted, isTexts(1));
    const report = await hygiene();
    const condition = conditionFor(wanted, report);
    const inAll = countIn(report, wanted);
    const after = request.after?.[0] ?? "";
    const most = request.after === null ? Math.min(inAll, request.first + 1) : request.first + 1;
    const find = isFewByIndex.has(wanted.finding) && !isBeyondNames(wanted, report) ? findAtOnce : walk;
    const found = inAll === 0 ? [] : await find(reader, condition, { after, most });
    const cards = await cardRepository(reader).byIds(found);
    const inOrder = found.flatMap((id) => cards.get(id) ?? []);
    return pageOf(inOrder, request, {
      keyOf: ({ serialNumber }): [string] => [serialNumber],
      count: () => Promise.resolve({ count: inAll, precision: "EXACT" }),
    });
  };

/** What an index finds without looking at every card. */
const isFewByIndex: ReadonlySet<HygieneFinding> = new Set([
  "DEFAULT_KEY",
  "SHARED_KEY",
  "CHALLENGE_REPEATED",
  "RELEASED_SINCE_ROTATION",
]);

type Stretch = { readonly after: string; readonly most: number };

async function findAtOnce(
  reader: Sql,
  { text, parameters }: CardCondition,
  { after, most }: Stretch,
): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    `SELECT c.id ${keyedCards} AND ${text} AND c.serial_number > ? ORDER BY c.serial_number LIMIT ?`,
    [...parameters, after, most],
  );
  return rows.map(({ id }) => id);
}

const cardsAtATime = 2000;

/** Looks at the cards in small portions until the page is full, so that a rare finding among a million holds up nobody. */
async function walk(reader: Sql, { text, parameters }: CardCondition, { after, most }: Stretch): Promise<string[]> {
  const found: string[] = [];
  for (let from: string | null = after; from !== null && found.length < most;) {
    const rows: { id: string; serial_number: string; is_it: unknown }[] = await reader.rows(
      `SELECT c.id, c.serial_number, CASE WHEN ${text} THEN 1 ELSE 0 END AS is_it ${keyedCards}
       AND c.serial_number > ? ORDER BY c.serial_number LIMIT ?`,
      [...parameters, from, cardsAtATime],
    );
    found.push(...rows.filter(({ is_it: isIt }) => Number(isIt) === 1).map(({ id }) => id));
    from = rows.length < cardsAtATime ? null : (rows.at(-1)?.serial_number ?? null);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found.slice(0, most);
}

function conditionFor(wanted: HygieneCardsRequest, report: KeyHygieneReport): CardCondition {
  const { finding, checkValue } = wanted;
  const { profiles, findings, countedAt } = report;
  const own = ownKeys(profiles);
  switch (finding) {
    case "DEFAULT_KEY":
    case "SHARED_KEY": {
      if (isBeyondNames(wanted, report)) return all(own, sharedWithAnother(own));
      const keys = findings.find((one) => one.finding === finding)?.keys ?? [];
      const asked = checkValue ? keys.filter((key) => key.checkValue === checkValue) : keys;
      return all(own, withKeys(asked.map(({ fingerprint }) => fingerprint)));
    }
    case "MISSING_KEY":
      return all(own, plain("NOT EXISTS (SELECT 1 FROM admin_keys a WHERE a.card_id = c.id)"));
    case "CHALLENGE_REPEATED":
      return plain("c.id IN (SELECT card_id FROM card_guards WHERE challenge_repeats > 0)");
    case "UNIFORM_KEY":
      return withSource(profiles, (source) => source === "UNIFORM");
    case "LEGACY_AFTER_2030":
      return all(legacy(profiles), {
        text: "(c.valid_until IS NULL OR c.valid_until > ?)",
        parameters: [legacyUntil],
      });
    case "LEGACY_3DES":
      return legacy(profiles);
    case "RELEASED_SINCE_ROTATION":
      return releasedSinceRotation(own);
    case "OLD_KEY":
      return all(own, { text: "k.created_at <= ?", parameters: [yearsBefore(countedAt, oldKeyYears)] });
    default:
      return finding satisfies never;
  }
}

const plain = (text: string): CardCondition => ({ text, parameters: [] });
const all = (...conditions: readonly CardCondition[]): CardCondition => ({
  text: conditions.map(({ text }) => text).join(" AND "),
  parameters: conditions.flatMap(({ parameters }) => parameters),
});

function withKeys(fingerprints: readonly string[]): CardCondition {
  if (fingerprints.length === 0) return plain("1 = 0");
  const among = `IN (${marks(fingerprints.length)})`;
  return {
    text: `c.id IN (SELECT card_id FROM admin_keys WHERE key_fingerprint ${among}) AND k.key_fingerprint ${among}`,
    parameters: [...fingerprints, ...fingerprints],
  };
}

/** Whether more keys are shared than are named one by one: then they are looked for card by card. */
function isBeyondNames({ finding, checkValue }: HygieneCardsRequest, { findings }: KeyHygieneReport): boolean {
  if (finding !== "SHARED_KEY" || checkValue) return false;
  const shared = findings.find((one) => one.finding === finding);
  return shared !== undefined && shared.keys.reduce((sum, { count }) => sum + count, 0) < shared.count;
}

/** The card in the inner statement is the other one: what is said of `c` there is said of that. */
function sharedWithAnother(own: CardCondition): CardCondition {
  return {
    text: `EXISTS (SELECT 1 FROM admin_keys o JOIN cards c ON c.id = o.card_id
      WHERE o.key_fingerprint = k.key_fingerprint AND o.card_id <> k.card_id AND ${inUse} AND ${own.text}
        AND o.key_version = (SELECT MAX(m.key_version) FROM admin_keys m WHERE m.card_id = o.card_id))`,
    parameters: own.parameters,
  };
}

function releasedSinceRotation(own: CardCondition): CardCondition {
  return all(plain("c.id IN (SELECT card_id FROM card_guards WHERE last_released_at IS NOT NULL)"), {
    text: `(k.created_at IS NULL OR g.last_released_at >= k.created_at OR NOT (${own.text}))`,
    parameters: own.parameters,
  });
}

/** How many there are was counted already. */
function countIn({ findings }: KeyHygieneReport, { finding, checkValue }: HygieneCardsRequest): number {
  const counted = findings.find((one) => one.finding === finding);
  if (!checkValue) return counted?.count ?? 0;
  const keys = counted?.keys.filter((key) => key.checkValue === checkValue) ?? [];
  return keys.reduce((sum, { count }) => sum + count, 0);
}

function legacy(profiles: Profiles): CardCondition {
  const wanted = [...profiles.values()].filter((profile) => cardTypeFor(profile).cipher === "3DES");
  return eitherSays("c.card_type_override", {
    overrides: cardTypes.filter(({ cipher }) => cipher === "3DES").map(({ name }) => name),
    profileIds: wanted.map(({ id }) => id),
  });
}
