import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Application } from "../composition-root.ts";

type ProgramAsking = Application["identity"]["programAsking"];

/** Whoever a program asks for, as its token says. */
export type RecognisedProgram = Extract<Awaited<ReturnType<ProgramAsking>>, { type: "Recognised" }>;

const programs = new WeakMap<FastifyRequest, RecognisedProgram>();

/** @returns the program that a request comes from, or null where it came without a token */
export function programOf(request: FastifyRequest): RecognisedProgram | null {
  return programs.get(request) ?? null;
}

/**
 * Recognises programs by `Authorization: Bearer …` where there is something for them. A token that is good for nothing is
 * refused at once, before anything of the request is read; a request with both a token and a session is nobody's.
 *
 * @param sessionIn - the token of the session's cookie that a request came with
 */
export function bearerTokens(
  server: FastifyInstance,
  programAsking: ProgramAsking,
  sessionIn: (request: FastifyRequest) => string | null,
): void {
  server.addHook("onRequest", async (request, reply) => {
    const token = tokenIn(request);
    if (token === null) return;
    if (sessionIn(request) !== null) return refuse(reply, 400, "Send either a token or a session's cookie, not both.");
    const asking = await programAsking(token, request.ip);
    if (asking.type === "Recognised") {
      programs.set(request, asking);
      return;
    }
    if (asking.type === "RateLimited") {
      reply.header("retry-after", String(asking.retryAfterSeconds));
      return refuse(reply, 429, "Too many tries. Try again later.");
    }
    reply.header("www-authenticate", 'Bearer error="invalid_token"');
    return refuse(reply, 401, "This token is not good for anything. Ask an administrator for a new one.");
  });
}

/** Other schemes are for a proxy in front of us. */
function tokenIn({ headers: { authorization }, routeOptions: { url = "" } }: FastifyRequest): string | null {
  const isForPrograms = url === "/graphql" || url.startsWith("/api/");
  if (!isForPrograms || authorization === undefined) return null;
  const [scheme = "", ...rest] = authorization.split(" ");
  return scheme.toLowerCase() === "bearer" ? rest.join(" ").trim() : null;
}

async function refuse(reply: FastifyReply, status: number, message: string) {
  const code = status === 401 ? "UNAUTHENTICATED" : "BAD_REQUEST";
  reply.code(status).header("cache-control", "no-store");
  await reply.send({ errors: [{ message, extensions: { code } }] });
}
