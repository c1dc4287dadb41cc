import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { programOf } from "./bearer-tokens.ts";

const hashes = z.array(z.string().regex(/^[0-9a-f]{64}$/));

/**
 * Reads which documents the pages send.
 *
 * @param webDirectory - where the pages were built to
 * @returns the SHA-256 of each; none where no pages were built
 */
export function ownDocumentsIn(webDirectory: string): ReadonlySet<string> {
  try {
    return new Set(hashes.parse(JSON.parse(readFileSync(join(webDirectory, "documents.json"), "utf8"))));
  } catch {
    return new Set();
  }
}

/**
 * Takes nothing from browsers but what the pages send: another document is answered, before it is read as GraphQL, with
 * one and the same refusal, whoever asks. Programs send what they like, with their token.
 *
 * @param own - the documents that are taken; null takes all
 */
export function onlyOwnDocuments(own: ReadonlySet<string> | null) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (own === null || programOf(request) !== null || own.has(hashOfDocument(request.body))) return;
    const message = "This server takes only the documents of its own pages. Programs ask with an API token.";
    await reply.code(403).send({ errors: [{ message, extensions: { code: "DOCUMENT_UNKNOWN" } }] });
  };
}

function hashOfDocument(body: unknown): string {
  const document = typeof body === "object" && body !== null && "query" in body ? body.query : null;
  return typeof document === "string" ? createHash("sha256").update(document).digest("hex") : "";
}
