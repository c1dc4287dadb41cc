import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { makeFormatError } from "../platform/format-error.ts";
import type { Logger } from "../platform/logger.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { introspectionForSignedIn, tellStatus } from "./apollo-plugins.ts";
import { onlyOwnDocuments } from "./own-documents.ts";
import { limitAliases, limitDepth, limitSensitiveFields } from "./operation-limits.ts";

/** What GraphQL is served from. */
export interface GraphqlEndpoint {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  /** The documents that are taken from browsers; null takes all. */
  readonly ownDocuments: ReadonlySet<string> | null;
  /** Whether strangers may introspect. */
  readonly isOpenToIntrospection: boolean;
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

/** Serves GraphQL at `/graphql`: POST and JSON only, one operation at a time, nothing remembered between requests. */
export async function graphqlEndpoint(server: FastifyInstance, endpoint: GraphqlEndpoint): Promise<void> {
  const apollo = apolloFor(endpoint);
  await apollo.start();
  server.addHook("onClose", () => apollo.stop());
  const context = (request: FastifyRequest, reply: FastifyReply) => endpoint.contextOf(request, reply);
  const answer = fastifyApolloHandler(apollo, { context });
  server.post("/graphql", { preHandler: [neverStored, onlyOwnDocuments(endpoint.ownDocuments)] }, answer);
  server.route({
    method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"],
    url: "/graphql",
    handler: (_, reply) =>
      reply
        .code(405)
        .header("allow", "POST")
        .send({ errors: [{ message: "POST only." }] }),
  });
}

function apolloFor(endpoint: GraphqlEndpoint) {
  return new ApolloServer<RequestContext>({
    schema: endpoint.schema,
    formatError: makeFormatError(endpoint.logger),
    logger: quiet(endpoint.logger),
    introspection: true,
    nodeEnv: "production",
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 1000 },
    validationRules: [limitDepth, limitAliases, limitSensitiveFields],
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      tellStatus,
      ...(endpoint.isOpenToIntrospection ? [] : [introspectionForSignedIn]),
    ],
  });
}

async function neverStored(_: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("cache-control", "no-store");
}

/** Apollo's own remarks on a request can quote it; only what it says of itself is kept. */
function quiet(logger: Logger) {
  const nothing = () => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message: unknown) => logger.error({ message: String(message) }, "graphql"),
  };
}
