import { countOf, isTexts, type Page, pageOf, type PageRequest, pageRequest } from "../../platform/pagination.ts";
import { prefixRange } from "../../platform/prefix-range.ts";
import type { Sql } from "../../platform/sql.ts";
import { fold } from "./fold.ts";
import { type UserRecord, userColumns, userFrom } from "./user.repository.ts";

/** Which people are looked for. */
export interface UserSearch {
  readonly first: number;
  readonly after?: string | null | undefined;
  /** The beginning of a user name or display name. */
  readonly search?: string | null | undefined;
}

const keyOf = (user: UserRecord): [string, string] => [fold(user.displayName), user.id];

/** @returns people in the order of their display names, a page at a time */
export const makeUsersReadModel =
  (reader: Sql) =>
  async ({ first, after, search }: UserSearch): Promise<Page<UserRecord>> => {
    const request = pageRequest({ first, after }, isTexts(2));
    const beginning = search ? fold(search) : "";
    const { text, parameters } = beginning === "" ? everybody(request) : matching(beginning, request);
    const rows = await reader.rows<Parameters<typeof userFrom>[0]>(text, parameters);
    const count = () => (beginning === "" ? countOf(reader, "FROM users") : countMatching(reader, beginning));
    return pageOf(rows.map(userFrom), request, { keyOf, count });
  };

type Request = PageRequest<[string, string]>;

const inOrder = ({ first }: Request) => `ORDER BY display_name_key, id LIMIT ${first + 1}`;
const afterKey = ({ after }: Request) => (after ? " AND (display_name_key, id) > (?, ?)" : "");
const columns = `${userColumns}, display_name_key`;

function everybody(request: Request) {
  const text = `SELECT ${columns} FROM users WHERE 1 = 1${afterKey(request)} ${inOrder(request)}`;
  return { text, parameters: [...(request.after ?? [])] };
}

/** One range for each name, so that an index serves each; the page is merged from the two. */
function matching(beginning: string, request: Request) {
  const part = (key: string) =>
    `SELECT * FROM (SELECT ${columns} FROM users WHERE ${key} >= ? AND ${key} < ?${afterKey(request)} ${inOrder(request)}) AS by_${key}`;
  const parameters = [...rangeOf(beginning), ...(request.after ?? [])];
  const text = `${part("display_name_key")} UNION ${part("username_key")} ${inOrder(request)}`;
  return { text, parameters: [...parameters, ...parameters] };
}

function countMatching(reader: Sql, beginning: string) {
  const part = (key: string) => `SELECT id FROM users WHERE ${key} >= ? AND ${key} < ?`;
  const from = `FROM (${part("display_name_key")} UNION ${part("username_key")}) AS found`;
  return countOf(reader, from, [...rangeOf(beginning), ...rangeOf(beginning)]);
}

const rangeOf = (beginning: string): [string, string] => {
  const { from, below } = prefixRange(beginning);
  return [from, below];
};
