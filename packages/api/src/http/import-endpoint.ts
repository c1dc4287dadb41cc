import type { Readable } from "node:stream";
import { PassThrough, Readable as ReadableOf } from "node:stream";
import { can, type Permission } from "@unlatch/core/access/permissions";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Application } from "../composition-root.ts";
import { fileRefusalTexts, importRefusalTexts, inspectFile } from "../imports/index.ts";
import type { Actor, Person } from "../platform/actor.ts";
import type { Logger } from "../platform/logger.ts";
import { codeOf } from "../platform/refusal.ts";
import { takesLong } from "./body-deadline.ts";
import { problemLines } from "./import-lines.ts";
import { mappingIn } from "./import-mapping.ts";
import { receive } from "./receive-import.ts";

/** What the doors for files are served from. */
export interface ImportEndpoint {
  readonly application: Application;
  readonly logger: Logger;
  /** Who asks. */
  actorOf(request: FastifyRequest): Promise<Actor>;
}

const importPath = "/api/imports";

const query = z.strictObject({
  mode: z.enum(["inspect", "preview", "commit"]).default("commit"),
  run: z.uuid().optional(),
});
const quietMs = 60_000;

/**
 * The doors for files: `POST /api/imports` takes the bytes of a spreadsheet and says line by line what comes of them,
 * `GET /api/cards.csv` and `GET /api/imports/:id/problems.csv` give files. Nothing of a file is kept.
 *
 * @see docs/how-to/import-cards.md
 */
export async function importEndpoint(server: FastifyInstance, endpoint: ImportEndpoint): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(["text/csv", "application/octet-stream"], (_, payload, done) => done(null, payload));
    scope.addHook("onRequest", async (_, reply) => void reply.header("cache-control", "no-store"));
    scope.post(importPath, (request, reply) => takeFile(request, reply, endpoint));
    giveFiles(scope, endpoint);
  });
}

async function takeFile(request: FastifyRequest, reply: FastifyReply, endpoint: ImportEndpoint) {
  const { application } = endpoint;
  const actor = await permitted(request, reply, { endpoint, permission: "import:run" });
  if (actor === null) return reply;
  const asked = query.safeParse(request.query);
  const mapping = mappingIn(request.headers["unlatch-import-mapping"]);
  if (!asked.success || mapping === null) return refuse(reply, 400, "That is not what this address takes.");
  takesLong(request.raw);
  const source = piecesOf(request.body as Readable);
  const { mode, run } = asked.data;
  if (mode === "inspect") return answer(reply, await inspectFile(source));
  const lines = new PassThrough();
  const work = { application, actor, mode, run: run ?? null, mapping, source, lines };
  const begun = await receive(work);
  if (begun.type !== "Receiving") return answer(reply, begun);
  void begun.ended.catch((fault: unknown) => tellFault(fault, { request, lines, logger: endpoint.logger }));
  return reply.type("application/x-ndjson; charset=utf-8").send(lines);
}

function giveFiles(scope: FastifyInstance, endpoint: ImportEndpoint): void {
  const { imports } = endpoint.application;
  scope.get("/api/cards.csv", async (request, reply) => {
    const actor = await permitted(request, reply, { endpoint, permission: "card:read:any" });
    return actor === null ? reply : attached(reply, "cards.csv", await imports.exportCards(actor));
  });
  scope.get<{ Params: { id: string } }>(`${importPath}/:id/problems.csv`, async (request, reply) => {
    if ((await permitted(request, reply, { endpoint, permission: "import:run" })) === null) return reply;
    const run = await imports.importById(request.params.id);
    if (run === null) return answer(reply, { type: "ImportNotFound" });
    return attached(reply, "problems.csv", problemLines(imports.problemsOf(run.id)));
  });
}

function attached(reply: FastifyReply, name: string, lines: AsyncIterable<string>) {
  return reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}"`)
    .send(ReadableOf.from(lines, { objectMode: false }));
}

/** @returns who asks, where they may; else the answer is given already */
async function permitted(
  request: FastifyRequest,
  reply: FastifyReply,
  { endpoint, permission }: { readonly endpoint: ImportEndpoint; readonly permission: Permission },
): Promise<Person | null> {
  const actor = await endpoint.actorOf(request);
  if (actor.type !== "person") {
    await refuse(reply, 401, "Sign in first.");
    return null;
  }
  if (can(actor, permission)) return actor;
  const { unitOfWork } = endpoint.application;
  const name = permission === "import:run" ? "import.startImport" : "card.exportCards";
  await unitOfWork.audited({ name, success: [] }, actor, async () => ({ type: "NotPermitted" }));
  await refuse(reply, 403, "Your role does not allow this.");
  return null;
}

const refuse = (reply: FastifyReply, status: number, message: string) =>
  reply.code(status).send({ errors: [{ message }] });

/** An outcome as it is; a refusal with its words. */
function answer(reply: FastifyReply, outcome: { readonly type: string }) {
  const textOf = { ...importRefusalTexts, ...fileRefusalTexts, ...profileText }[outcome.type] as
    | ((outcome: unknown) => { message: string })
    | undefined;
  if (textOf === undefined) return reply.send(outcome);
  const { type } = outcome;
  return reply.code(422).send({ type, code: codeOf(type), message: textOf(outcome).message });
}

const profileText = { CardProfileNotFound: () => ({ message: "There is no such card profile. Choose another one." }) };

/** The pieces of a body for as long as they keep coming. Whoever stops reading leaves the connection as it is. */
async function* piecesOf(body: Readable): AsyncGenerator<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => body.destroy(new Error("The file stopped coming.")), quietMs);
  };
  try {
    wait();
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield piece;
      wait();
    }
  } finally {
    clearTimeout(timer);
  }
}

function tellFault(
  fault: unknown,
  { request, lines, logger }: { request: FastifyRequest; lines: PassThrough; logger: Logger },
): void {
  if (!request.raw.readableAborted) logger.error({ fault, path: importPath }, "fault");
  lines.end(`${JSON.stringify({ type: "Fault", message: "Something went wrong. Send the file again." })}\n`);
}
