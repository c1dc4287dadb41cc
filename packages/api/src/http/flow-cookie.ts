import type { FastifyReply, FastifyRequest } from "fastify";

const lifeSeconds = 10 * 60;

/**
 * The cookie that a browser carries while its person is at a provider. Unlike the session's it comes along when another
 * site sends the person back, which is when it is needed; it signs nobody in.
 *
 * @param isEncrypted - whether people come by https
 */
export function flowCookie(isEncrypted: boolean) {
  const name = isEncrypted ? "__Host-unlatch-flow" : "unlatch-flow";
  const attributes = { path: "/", httpOnly: true, sameSite: "lax", secure: isEncrypted } as const;
  return {
    valueIn: (request: FastifyRequest): string | null => request.cookies[name] ?? null,
    keep: (reply: FastifyReply, value: string) =>
      void reply.setCookie(name, value, { ...attributes, maxAge: lifeSeconds }),
    forget: (reply: FastifyReply) => void reply.clearCookie(name, attributes),
  };
}
