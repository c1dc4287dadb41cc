import type { FastifyInstance } from "fastify";

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types vue",
].join("; ");

const headers = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
} as const;

/**
 * Puts the headers on every answer that tell a browser what our pages may do: nothing of anybody else's.
 *
 * @param isEncrypted - whether people come by https; then browsers are told never to come otherwise
 */
export function securityHeaders(server: FastifyInstance, isEncrypted: boolean): void {
  server.addHook("onRequest", async (_, reply) => {
    reply.headers(headers);
    if (isEncrypted) reply.header("strict-transport-security", "max-age=63072000; includeSubDomains");
  });
}
