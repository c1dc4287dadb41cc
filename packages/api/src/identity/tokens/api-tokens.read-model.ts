import { countOf, isTexts, type Page, pageOf, pageRequest } from "../../platform/pagination.ts";
import type { Sql } from "../../platform/sql.ts";
import { apiTokenFrom, type ApiTokenRecord, tokenColumns } from "./api-token.repository.ts";

export type { ApiTokenRecord } from "./api-token.repository.ts";

/** @returns API tokens, the newest first, a page at a time */
export const makeApiTokensReadModel =
  (reader: Sql) =>
  async (page: {
    readonly first: number;
    readonly after?: string | null | undefined;
  }): Promise<Page<ApiTokenRecord>> => {
    const request = pageRequest(page, isTexts(2));
    const [at, id] = request.after ?? [];
    const after = at === undefined ? null : new Date(at);
    const isAfter = after !== null && id !== undefined && !Number.isNaN(after.getTime());
    const rows = await reader.rows<Parameters<typeof apiTokenFrom>[0]>(
      `SELECT ${tokenColumns.join(", ")} FROM api_tokens ${isAfter ? "WHERE (created_at, id) < (?, ?)" : ""}
       ORDER BY created_at DESC, id DESC LIMIT ${request.first + 1}`,
      isAfter ? [after, id] : [],
    );
    return pageOf(rows.map(apiTokenFrom), request, {
      keyOf: ({ createdAt, id: tokenId }): [string, string] => [createdAt.toISOString(), tokenId],
      count: () => countOf(reader, "FROM api_tokens"),
    });
  };
