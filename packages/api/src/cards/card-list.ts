import { type Count, countOf } from "../platform/pagination.ts";
import type { Sql, SqlValue } from "../platform/sql.ts";
import type { Condition, Filter, Way } from "./card-search.ts";
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
    ways === null ? allOf(wanted.map(indexed)) : anyOf(ways, (way) => found(way, wanted, limit));
  const rows = await reader.rows<CardRow>(
    `SELECT ${cardColumns} FROM cards WHERE ${text} ORDER BY serial_number LIMIT ?`,
    [...parameters, limit],
  );
  return rows.map(cardFrom);
}

/** @returns how many cards a list has, counted as far as it helps */
export async function countOfCards(reader: Sql, { filters, ways }: CardList): Promise<Count> {
  if (ways?.length === 0) return { count: 0, precision: "EXACT" };
  const { text, parameters } =
    ways === null ? allOf(filters.map(indexed)) : anyOf(ways, (way) => found(way, filters, 10_001));
  return countOf(reader, `FROM cards WHERE ${text}`, parameters);
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
  parameters: [parameter],
});

/** The same condition, written so that no index answers it. */
const unindexed = ({ column, comparison, parameter }: Filter): Condition => ({
  text: `${column} || '' ${comparison}`,
  parameters: [parameter],
});

function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: "1 = 1", parameters: [] };
  return { text: conditions.map(({ text }) => text).join(" AND "), parameters: parametersOf(conditions) };
}

function anyOf(ways: readonly Way[], statementFor: (way: Way) => Condition): Condition {
  const statements = ways.map(statementFor);
  const union = statements
    .map(({ text }, index) => `SELECT serial_number FROM (${text}) AS way${index}`)
    .join(" UNION ");
  return { text: `serial_number IN (${union})`, parameters: parametersOf(statements) };
}

const parametersOf = (conditions: readonly Condition[]) =>
  conditions.flatMap(({ parameters }): readonly SqlValue[] => parameters);
