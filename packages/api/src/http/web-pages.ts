import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const unbuilt = "The web pages are not built yet. Run: npx -y pnpm@12.21.0 build\n";

/**
 * Serves the web pages: files that carry their hash in their name for ever, everything else anew each time. An address
 * that is no file is one of the pages, which the browser's own router knows.
 *
 * @param directory - where the pages were built to; it may be missing
 */
export async function webPages(server: FastifyInstance, directory: string): Promise<void> {
  const isBuilt = existsSync(join(directory, "index.html"));
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: directory,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header("cache-control", keptHowLong(directory, path)),
      wildcard: true,
    });
  }
  server.setNotFoundHandler((request, reply) => {
    reply.header("cache-control", "no-store");
    if (!isPage(request)) return reply.code(404).type("text/plain; charset=utf-8").send("Not found\n");
    return isBuilt ? sendIndex(reply) : reply.code(503).type("text/plain; charset=utf-8").send(unbuilt);
  });
  server.get("/", (_, reply) => reply.callNotFound());
  server.get("/index.html", (_, reply) => reply.redirect("/", 308));
}

function keptHowLong(directory: string, path: string): string {
  if (path.startsWith(join(directory, "assets"))) return "public, max-age=31536000, immutable";
  return path === join(directory, "index.html") ? "no-store" : "no-cache";
}

function isPage({ method, headers, url }: FastifyRequest): boolean {
  const [path = ""] = url.split("?");
  const isForPeople = headers.accept?.includes("text/html") ?? false;
  return (method === "GET" || method === "HEAD") && isForPeople && !/\.[a-z0-9]+$/i.test(path);
}

function sendIndex(reply: FastifyReply) {
  return reply.code(200).sendFile("index.html", { cacheControl: false });
}
