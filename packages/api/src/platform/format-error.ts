import { randomUUID } from "node:crypto";
import { type GraphQLFormattedError, GraphQLError, Kind, print } from "graphql";
import type { Logger } from "./logger.ts";

const codesForClients = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/**
 * Decides what a client learns of an error: its own mistakes in full, a fault of ours by a reference only.
 *
 * @returns Apollo's `formatError`; faults are logged under the same reference, without the request's variables
 */
export function makeFormatError(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.["code"];
    if (typeof code !== "string" || !codesForClients.has(code)) return masked(formatted, error, logger);
    const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
    const { message, ...place } = { ...formatted, message: valueless(formatted.message, error) };
    return { ...place, message, extensions };
  };
}

function masked(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  const errorId = randomUUID();
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  logger.error({ errorId, path: formatted.path?.join("."), fault: cause }, "fault");
  return {
    message: "Internal error",
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId },
  };
}

/** A variable of the wrong type is told by its type: the value can be a password or a challenge. */
function valueless(message: string, error: unknown): string {
  const node = error instanceof GraphQLError && error.nodes?.length === 1 ? error.nodes[0] : undefined;
  if (node?.kind !== Kind.VARIABLE_DEFINITION || !message.startsWith("Variable ")) return message;
  return `Variable "$${node.variable.name.value}" does not fit its type ${print(node.type)}.`;
}
