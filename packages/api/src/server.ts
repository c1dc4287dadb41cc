import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type GraphQLSchema } from "graphql";
import type { Application } from "./composition-root.ts";
import { bearerTokens, programOf } from "./http/bearer-tokens.ts";
import { bodyDeadline } from "./http/body-deadline.ts";
import { browserNameIn } from "./http/browser-name-in.ts";
import { flowCookie } from "./http/flow-cookie.ts";
import { graphqlEndpoint } from "./http/graphql-endpoint.ts";
import { importEndpoint } from "./http/import-endpoint.ts";
import { oidcEndpoint } from "./http/oidc-endpoint.ts";
import { makeOriginCheck } from "./http/origin-check.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { sessionCookie } from "./http/session-cookie.ts";
import { webPages } from "./http/web-pages.ts";
import type { Logger } from "./platform/logger.ts";
import { RequestContext } from "./platform/request-context.ts";
import { printedSchema } from "./printed-schema.ts";

/** What the server is told beside the application. */
export interface ServerSettings {
  readonly application: Application;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly isDemonstration: boolean;
  /** Where people reach it, or null for local use. */
  readonly publicUrl: URL | null;
  /** Addresses of the proxies in front whose word about the caller is taken. */
  readonly trustedProxies: readonly string[];
  /** Where the web pages were built to. */
  readonly webDirectory: string;
  /** The documents that are taken from browsers, by their SHA-256; left out or null: all. */
  readonly ownDocuments?: ReadonlySet<string> | null;
  /** Further routes, such as the practice card's. */
  readonly extend?: (server: FastifyInstance) => Promise<void>;
}

/** @returns the HTTP server, ready to listen or to be asked by a test */
export async function makeServer(settings: ServerSettings): Promise<FastifyInstance> {
  const { application, publicUrl, trustedProxies } = settings;
  const server = emptyServer(trustedProxies);
  const isEncrypted = publicUrl?.protocol === "https:";
  server.removeContentTypeParser("text/plain");
  securityHeaders(server, isEncrypted);
  bodyDeadline(server, 30_000);
  refuseStrangers(server, publicUrl);
  tellFaults(server, settings.logger);
  await server.register(cookie);
  bearerTokens(server, application.identity.programAsking, sessionCookie(isEncrypted).tokenIn);
  const contextOf = contextFrom(application, publicUrl);
  await graphqlEndpoint(server, {
    schema: settings.schema,
    logger: settings.logger,
    ownDocuments: settings.ownDocuments ?? null,
    isOpenToIntrospection: settings.isDemonstration,
    contextOf,
  });
  oidcEndpoint(server, { application, isEncrypted, contextOf });
  await importEndpoint(server, { ...settings, actorOf: actorFrom(application, isEncrypted) });
  await publicFacts(server, settings);
  await settings.extend?.(server);
  await webPages(server, settings.webDirectory);
  return server;
}

const emptyServer = (trustedProxies: readonly string[]) =>
  Fastify({
    bodyLimit: 64 * 1024,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    forceCloseConnections: "idle",
    requestTimeout: 0,
    keepAliveTimeout: 5_000,
  });

function contextFrom({ identity, unitOfWork }: Application, publicUrl: URL | null) {
  const isEncrypted = publicUrl?.protocol === "https:";
  const [cookieOf, flowOf] = [sessionCookie(isEncrypted), flowCookie(isEncrypted)];
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const token = cookieOf.tokenIn(request);
    const origin = {
      ...(programOf(request) ?? (await identity.currentActor(token))),
      token,
      address: request.ip,
      deviceToken: cookieOf.deviceTokenIn(request),
      siteOrigin: siteOriginOf(request, publicUrl),
      browser: browserNameIn(request.headers["user-agent"]),
      flowCookie: flowOf.valueIn(request),
    };
    return new RequestContext(origin, {
      keepToken: (fresh) => cookieOf.keep(reply, fresh),
      forgetToken: () => cookieOf.forget(reply),
      keepDeviceToken: (fresh) => cookieOf.keepDevice(reply, fresh),
      forgetFlow: () => flowOf.forget(reply),
      recordNotPermitted: async (name, actor) => {
        await unitOfWork.audited({ name, success: [] }, actor, async () => ({ type: "NotPermitted" }));
      },
    });
  };
}

function actorFrom({ identity }: Application, isEncrypted: boolean) {
  const cookieOf = sessionCookie(isEncrypted);
  return async (request: FastifyRequest) =>
    (programOf(request) ?? (await identity.currentActor(cookieOf.tokenIn(request)))).actor;
}

/** Where the browser is: both headers were held against our own names before. */
function siteOriginOf({ headers, host }: FastifyRequest, publicUrl: URL | null): string {
  return publicUrl?.origin ?? headers.origin ?? `http://${host}`;
}

function refuseStrangers(server: FastifyInstance, publicUrl: URL | null): void {
  const check = makeOriginCheck(publicUrl);
  server.addHook("onRequest", async (request, reply) => {
    const { host, origin, "sec-fetch-site": fetchSite } = request.headers;
    const origins = { host, origin, fetchSite: typeof fetchSite === "string" ? fetchSite : undefined };
    const isReading = request.method === "GET" || request.method === "HEAD";
    if (!check.isForUs(origins)) {
      await reply.code(421).type("text/plain").send("This server has another name.\n");
    } else if (!isReading && !check.isFromUs(origins)) {
      await reply.code(403).type("text/plain").send("Not from this site.\n");
    }
  });
}

/** What goes wrong before a handler answers is told in one line; what is our fault is also logged. */
function tellFaults(server: FastifyInstance, logger: Logger): void {
  server.setErrorHandler((fault: Error & { statusCode?: number }, request, reply) => {
    const status = fault.statusCode ?? 500;
    const isOurs = status >= 500;
    if (isOurs) logger.error({ fault, path: request.routeOptions.url }, "fault");
    const message = isOurs ? "Internal error" : fault.message;
    return reply
      .code(status)
      .header("cache-control", "no-store")
      .send({ errors: [{ message }] });
  });
}

async function publicFacts(server: FastifyInstance, { application, schema }: ServerSettings): Promise<void> {
  const sdl = printedSchema(schema);
  const plain = "text/plain; charset=utf-8";
  server.get("/schema.graphql", (_, reply) => reply.type("application/graphql; charset=utf-8").send(sdl));
  server.get("/healthz", (_, reply) => reply.type(plain).header("cache-control", "no-store").send("ok\n"));
  server.get("/readyz", async (_, reply) => {
    reply.type(plain).header("cache-control", "no-store");
    const isReady = await application.reader.row("SELECT 1 AS one").then(Boolean, () => false);
    return reply.code(isReady ? 200 : 503).send(isReady ? "ready\n" : "database not reachable\n");
  });
}
