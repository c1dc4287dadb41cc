import { lastAnswerAt } from "./last-answer.ts";
import type { Reply } from "./reply.ts";
import { reportSignedOut } from "./signed-out.ts";

/** A query or mutation with the types of what it needs and gives; made by the code generator. */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Result;
}

interface GraphqlError {
  readonly extensions?: { readonly code?: string; readonly errorId?: string };
}

interface GraphqlBody<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphqlError[];
}

/**
 * Asks the server. Never throws: a lost connection and a fault are replies like any other, so that what was typed stays
 * where it is. Whoever listens to `onSignedOut` hears of a session that ended.
 */
export async function request<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
): Promise<Reply<Result>> {
  let response: Response;
  let body: GraphqlBody<Result>;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      cache: "no-store",
      headers: {
        Accept: "application/graphql-response+json, application/json;q=0.9",
        "Content-Type": "application/json",
        "GraphQL-Require-Preflight": "true",
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
  } catch {
    return { type: "Offline" };
  }
  try {
    body = (await response.json()) as GraphqlBody<Result>;
  } catch {
    // A gateway in front of a server that is being restarted answers with a page of its own.
    return response.status >= 502 && response.status <= 504 ? { type: "Offline" } : { type: "Fault", errorId: null };
  }
  return replyFrom(body, response);
}

function replyFrom<Result>(body: GraphqlBody<Result>, response: Response): Reply<Result> {
  const error = body.errors?.[0];
  if (error?.extensions?.code === "UNAUTHENTICATED") {
    reportSignedOut();
    return { type: "SignedOut" };
  }
  if (error?.extensions?.code === "FORBIDDEN") return { type: "Forbidden" };
  if (error?.extensions?.code === "DOCUMENT_UNKNOWN") return { type: "Outdated" };
  if (error !== undefined || body.data === null || body.data === undefined) {
    return { type: "Fault", errorId: error?.extensions?.errorId ?? null };
  }
  lastAnswerAt.value = new Date();
  const date = response.headers.get("Date");
  return { type: "Answered", value: body.data, serverTime: date === null ? new Date() : new Date(date) };
}
