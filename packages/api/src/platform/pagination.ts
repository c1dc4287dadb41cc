import { type ClassType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { badUserInput } from "./request-errors.ts";
import type { Sql, SqlValue } from "./sql.ts";

/** How a count is meant. */
export const CountPrecision = { EXACT: "EXACT", AT_LEAST: "AT_LEAST" } as const;
registerEnumType(CountPrecision, {
  name: "CountPrecision",
  description: "How a count is meant.",
  valuesConfig: {
    EXACT: { description: "Counted to the last one." },
    AT_LEAST: { description: "There are more; counting stopped here." },
  },
});

const countedUpTo = 10_000;

/** How many there are, counted only as far as it helps. */
@ObjectType({ description: "How many there are." })
export class Count {
  @Field(() => Int, { description: "The number." })
  count: number;

  @Field(() => CountPrecision, { description: "Whether that is all of them." })
  precision: keyof typeof CountPrecision;
}

/** Where a page is in its list. */
@ObjectType({ description: "Where a page is in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Whether this page begins after a cursor." })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first entry; null on an empty page." })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last entry, for `after`; null on an empty page." })
  endCursor: string | null;
}

/** One page of a list, as a read model gives it. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  /** Counts only when the client asks for it. */
  totalCount(): Promise<Count>;
}

/** Which page is asked for: how many entries, after which one. */
export interface PageRequest<Key> {
  readonly first: number;
  readonly after: Key | null;
}

/**
 * @param name - of the node's GraphQL type: `Card` makes `CardEdge` and `CardConnection`
 * @returns the class of the connection, for `@Query(() => …)`
 */
export function makeConnection<Node extends object>(Node: ClassType<Node>, name: string): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`, { description: `One entry of a list: a ${name} and where it is in the list.` })
  class Edge {
    @Field(() => String, { description: "Where it is, for `after`. Says nothing else." })
    cursor: string;

    @Field(() => Node, { description: `The ${name} itself.` })
    node: Node;
  }
  @ObjectType(`${name}Connection`, { description: `One page of a list of ${name} objects.` })
  class Connection {
    @Field(() => [Edge], { description: "The entries with their cursors." })
    edges: Edge[];

    @Field(() => [Node], { description: "The entries alone." })
    nodes: Node[];

    @Field(() => PageInfo, { description: "Where this page is in the list." })
    pageInfo: PageInfo;

    @Field(() => Count, {
      simple: true,
      description: "How many there are in the whole list. Costs a count: ask only to show it.",
    })
    totalCount: () => Promise<Count>;
  }
  return Connection;
}

/**
 * Reads the paging arguments of a field.
 *
 * @param isKey - whether a decoded cursor is one of this list's keys
 * @throws GraphQLError BAD_USER_INPUT when `first` is not 1 to 100 or the cursor is not ours
 */
export function pageRequest<Key>(
  { first, after }: { first: number; after?: string | null | undefined },
  isKey: (value: unknown) => value is Key,
): PageRequest<Key> {
  if (!Number.isInteger(first) || first < 1 || first > 100) throw badUserInput("first", "1 to 100");
  if (after === null || after === undefined) return { first, after: null };
  const key = decoded(after);
  if (!isKey(key)) throw badUserInput("after", "a cursor from an earlier page of this list");
  return { first, after: key };
}

/** Whether a decoded cursor is a list of so many texts; most lists are keyed by a text and an id. */
export function isTexts<Count extends 1 | 2>(count: Count) {
  return (value: unknown): value is Count extends 1 ? [string] : [string, string] =>
    Array.isArray(value) && value.length === count && value.every((item) => typeof item === "string");
}

/**
 * Makes a page of rows that were read with one row more than asked for, which tells whether there is a next page.
 *
 * @param keyOf - the key a row has in the order of the list: what the next page begins after
 */
export function pageOf<Node, Key>(
  rows: readonly Node[],
  request: PageRequest<Key>,
  { keyOf, count }: { keyOf: (node: Node) => Key; count: () => Promise<Count> },
): Page<Node> {
  const nodes = rows.slice(0, request.first);
  const edges = nodes.map((node) => ({ cursor: encoded(keyOf(node)), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
}

/**
 * Counts rows, but no further than 10,000.
 *
 * @param from - everything after SELECT: `FROM cards WHERE state = ?`
 */
export async function countOf(sql: Sql, from: string, parameters: readonly SqlValue[] = []): Promise<Count> {
  const row = await sql.row<{ n: unknown }>(
    `SELECT count(*) AS n FROM (SELECT 1 AS one ${from} LIMIT ${countedUpTo + 1}) AS few`,
    parameters,
  );
  const count = Number(row?.n ?? 0);
  return count > countedUpTo ? { count: countedUpTo, precision: "AT_LEAST" } : { count, precision: "EXACT" };
}

const encoded = (key: unknown) => Buffer.from(JSON.stringify(key), "utf8").toString("base64url");

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
