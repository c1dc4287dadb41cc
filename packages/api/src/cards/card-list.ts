import { type Count, countOf } from "../platform/pagination.ts";
import type { Sql, SqlValue } from "../platform/sql.ts";
import { type Condition, type Filter, mostPeople, type Way } from "./card-search.ts";
import { cardColumns, cardFrom, type CardRecord, type CardRow } from "./card.repository.ts";

/** A list of cards: those that pass every filter and are found in any of the ways, or all of those where ways is null. */
export interface CardList {
  readonly filters: readonly Filter[];
  readonly ways: readonly Way[] | null;
}

/** @returns the first cards of a list after a serial number, in the order of the serial numbers */
export async function cardsAfter(
  reader: Sql,
  { filters, ways }: CardList,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<CardRecord[]> {
  if (ways?.length === 0) return [];
  const beyond: Filter[] = after === null ? [] : [{ column: "serial_number", comparison: "> ?", parameter: after }];
  const wanted = [...filters, ...beyond];
  const { text, parameters } =
    ways === null ? allOf(wanted.map(indexed)) : amongst(anyOf(ways, (way) => found(way, wanted, limit)));
  const rows = await reader.rows<CardRow>(
    `SELECT ${cardColumns} FROM cards WHERE ${text} ORDER BY serial_number LIMIT ?`,
    [...parameters, limit],
  );
  return rows.map(cardFrom);
}

/** @returns how many cards a list has, counted as far as it helps */
export async function countOfCards(reader: Sql, { filters, ways }: CardList): Promise<Count> {
  if (ways === null) {
    const { text, parameters } = allOf(filters.map(indexed));
    return countOf(reader, `FROM cards WHERE ${text}`, parameters);
  }
  if (ways.length === 0) return { count: 0, precision: "EXACT" };
  const { text, parameters } = anyOf(ways, (way) => found(way, filters, 10_001));
  const count = await countOf(reader, `FROM (${text}) AS found`, parameters);
  const isCut = await hasMorePeople(
    reader,
    ways.flatMap(({ people = [] }) => people),
  );
  return isCut ? { ...count, precision: "AT_LEAST" } : count;
}

async function hasMorePeople(reader: Sql, people: readonly Condition[]): Promise<boolean> {
  for (const { text, parameters } of people) {
    const statement = `SELECT 1 AS more FROM users WHERE ${text} LIMIT 1 OFFSET ${mostPeople}`;
    if ((await reader.row(statement, parameters)) !== null) return true;
  }
  return false;
}

/** The serial numbers that one way finds, no more of them than are of use. */
function found(way: Way, filters: readonly Filter[], limit: number): Condition {
  const { text, parameters } = allOf([way, ...filters.map(way.isInOrder ? indexed : unindexed)]);
  const order = way.isInOrder ? "serial_number" : "serial_number || ''";
  return {
    text: `SELECT serial_number FROM cards WHERE ${text} ORDER BY ${order} LIMIT ?`,
    parameters: [...parameters, limit],
  };
}

const indexed = ({ column, comparison, parameter }: Filter): Condition => ({
  text: `${column} ${comparison}`,
  parameters: parameter === undefined ? [] : [parameter],
});

/** The same condition, written so that no index answers it. */
const unindexed = ({ column, comparison, parameter }: Filter): Condition => ({
  text: `${column} || '' ${comparison}`,
  parameters: parameter === undefined ? [] : [parameter],
});

function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: "1 = 1", parameters: [] };
  return { text: conditions.map(({ text }) => text).join(" AND "), parameters: parametersOf(conditions) };
}

/** The serial numbers that any of the ways finds, each once. */
function anyOf(ways: readonly Way[], statementFor: (way: Way) => Condition): Condition {
  const statements = ways.map(statementFor);
  const each = statements.map(({ text }, index) => `SELECT serial_number FROM (${text}) AS way${index}`);
  return { text: each.join(" UNION "), parameters: parametersOf(statements) };
}

const amongst = ({ text, parameters }: Condition): Condition => ({ text: `serial_number IN (${text})`, parameters });

const parametersOf = (conditions: readonly Condition[]) =>
  conditions.flatMap(({ parameters }): readonly SqlValue[] => parameters);
