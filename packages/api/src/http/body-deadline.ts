import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

const deadlines = new WeakMap<IncomingMessage, () => void>();

/**
 * Ends a connection whose body does not come in time. It stands in the place of the server's own limit, which is the same
 * for all requests: the file of an import takes as long as it takes.
 *
 * @see takesLong
 */
export function bodyDeadline(server: FastifyInstance, withinMs: number): void {
  server.addHook("onRequest", async ({ raw }) => {
    if (!("content-length" in raw.headers || "transfer-encoding" in raw.headers)) return;
    const timer = setTimeout(() => raw.destroy(), withinMs);
    const stop = () => clearTimeout(timer);
    deadlines.set(raw, stop);
    raw.once("end", stop);
    raw.once("close", stop);
  });
}

/** Lifts the deadline of a request. Whoever does looks after the pace of its body. */
export function takesLong(raw: IncomingMessage): void {
  deadlines.get(raw)?.();
}
