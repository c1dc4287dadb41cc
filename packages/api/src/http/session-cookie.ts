import type { FastifyReply, FastifyRequest } from "fastify";

const deviceLifeSeconds = 365 * 24 * 60 * 60;

/**
 * The cookie that carries the session's token: out of reach of scripts, sent to nobody else and by no other site.
 *
 * A second one, which outlives it, says that a person signed in with this browser before; it signs nobody in.
 *
 * @param isEncrypted - whether people come by https; then the name itself makes browsers insist on it
 */
export function sessionCookie(isEncrypted: boolean) {
  const name = isEncrypted ? "__Host-unlatch" : "unlatch";
  const deviceName = `${name}-device`;
  const attributes = { path: "/", httpOnly: true, sameSite: "strict", secure: isEncrypted } as const;
  return {
    name,
    tokenIn: (request: FastifyRequest): string | null => request.cookies[name] ?? null,
    keep: (reply: FastifyReply, token: string) => void reply.setCookie(name, token, attributes),
    deviceTokenIn: (request: FastifyRequest): string | null => request.cookies[deviceName] ?? null,
    keepDevice: (reply: FastifyReply, token: string) =>
      void reply.setCookie(deviceName, token, { ...attributes, maxAge: deviceLifeSeconds }),
    forget: (reply: FastifyReply) => void reply.clearCookie(name, attributes),
  };
}
