import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The cookie that carries the session's token: out of reach of scripts, sent to nobody else and by no other site.
 *
 * @param isEncrypted - whether people come by https; then the name itself makes browsers insist on it
 */
export function sessionCookie(isEncrypted: boolean) {
  const name = isEncrypted ? "__Host-unlatch" : "unlatch";
  const attributes = { path: "/", httpOnly: true, sameSite: "strict", secure: isEncrypted } as const;
  return {
    name,
    tokenIn: (request: FastifyRequest): string | null => request.cookies[name] ?? null,
    keep: (reply: FastifyReply, token: string) => void reply.setCookie(name, token, attributes),
    forget: (reply: FastifyReply) => void reply.clearCookie(name, attributes),
  };
}
