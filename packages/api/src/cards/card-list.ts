import { type Count, countOf } from "../platform/pagination.ts";
import type { Sql, SqlValue } from "../platform/sql.ts";
import type { Condition } from "./card-search.ts";
import { cardColumns, cardFrom, type CardRecord, type CardRow } from "./card.repository.ts";

/** A list of cards: those that pass every filter and are found in any of the ways, or all of those where ways is null. */
export interface CardList {
  readonly filters: readonly Condition[];
  readonly ways: readonly Condition[] | null;
}

/** @returns the first cards of a list after a serial number, in the order of the serial numbers */
export async function cardsAfter(
  reader: Sql,
  { filters, ways }: CardList,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<CardRecord[]> {
  const beyond: Condition[] = after === null ? [] : [{ text: "serial_number > ?", parameters: [after] }];
  const page = "ORDER BY serial_number LIMIT ?";
  if (ways === null) {
    const { text, parameters } = allOf([...filters, ...beyond]);
    const statement = `SELECT ${cardColumns} FROM cards WHERE ${text} ${page}`;
    return (await reader.rows<CardRow>(statement, [...parameters, limit])).map(cardFrom);
  }
  if (ways.length === 0) return [];
  const { text, parameters } = anyOf(ways, (way) => {
    const condition = allOf([way, ...filters, ...beyond]);
    return {
      text: `SELECT id FROM cards WHERE ${condition.text} ${page}`,
      parameters: [...condition.parameters, limit],
    };
  });
  const statement = `SELECT ${cardColumns} FROM cards WHERE id IN (${text}) ${page}`;
  return (await reader.rows<CardRow>(statement, [...parameters, limit])).map(cardFrom);
}

/** @returns how many cards a list has, counted as far as it helps */
export async function countOfCards(reader: Sql, { filters, ways }: CardList): Promise<Count> {
  if (ways === null) {
    const { text, parameters } = allOf(filters);
    return countOf(reader, `FROM cards WHERE ${text}`, parameters);
  }
  if (ways.length === 0) return { count: 0, precision: "EXACT" };
  const { text, parameters } = anyOf(ways, (way) => {
    const condition = allOf([way, ...filters]);
    return { text: `SELECT id FROM cards WHERE ${condition.text} LIMIT 10001`, parameters: condition.parameters };
  });
  return countOf(reader, `FROM (${text}) AS found`, parameters);
}

function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: "1 = 1", parameters: [] };
  return {
    text: conditions.map(({ text }) => text).join(" AND "),
    parameters: conditions.flatMap(({ parameters }): readonly SqlValue[] => parameters),
  };
}

/** The ids that any of the ways finds; each way is bounded by itself, so that none reads further than it must. */
function anyOf(ways: readonly Condition[], statementFor: (way: Condition) => Condition): Condition {
  const statements = ways.map(statementFor);
  return {
    text: statements.map(({ text }, index) => `SELECT id FROM (${text}) AS way${index}`).join(" UNION "),
    parameters: statements.flatMap(({ parameters }): readonly SqlValue[] => parameters),
  };
}
