import type { PassThrough } from "node:stream";
import type { Application } from "../composition-root.ts";
import { type FileSource, settingsIn } from "../imports/index.ts";
import { fileRefusalTexts, importRefusalTexts } from "../imports/index.ts";
import type { Person } from "../platform/actor.ts";
import { codeOf } from "../platform/refusal.ts";
import { importLines } from "./import-lines.ts";
import type { ImportMapping } from "./import-mapping.ts";

/** A file that comes in, and where its lines go. */
export interface Receiving {
  readonly application: Application;
  readonly actor: Person;
  readonly mode: "preview" | "commit";
  /** The run that the file is for; null: a new one. */
  readonly run: string | null;
  readonly mapping: ImportMapping;
  readonly source: FileSource;
  readonly lines: PassThrough;
}

/** What comes of it before anything was read. */
export type ReceiveOutcome =
  | { readonly type: "Receiving"; readonly ended: Promise<void> }
  | { readonly type: "CardProfileNotFound" | "ImportColumnsUnusable" };

/** Begins to take a file in. What comes of it goes into the lines, which end when it does. */
export async function receive(work: Receiving): Promise<ReceiveOutcome> {
  if (work.mode === "preview") return { type: "Receiving", ended: preview(work) };
  if (work.run !== null) return { type: "Receiving", ended: run(work, work.run) };
  const { mapping, actor } = work;
  const command = { profileId: mapping.profileId, fileName: mapping.fileName, settings: settingsIn(mapping) };
  const started = await work.application.imports.startImport(actor, command);
  if (started.type !== "ImportStarted") return started;
  return { type: "Receiving", ended: run(work, started.run.id) };
}

async function preview({ application, mapping, source, lines }: Receiving): Promise<void> {
  const { profileId } = mapping;
  const told = importLines(lines);
  const command = { profileId, settings: settingsIn(mapping), source, report: told.rowsAndProgress };
  told.end(outcomeLine(await application.imports.previewImport(command)));
}

async function run({ application, actor, source, lines }: Receiving, importId: string): Promise<void> {
  const told = importLines(lines);
  told.line({ type: "ImportStarted", importId });
  told.end(outcomeLine(await application.imports.runImport(actor, { importId, source, report: told.progress })));
}

/** An outcome as a line: with its words where it is a refusal, without what only the server needs where it is a run. */
function outcomeLine(outcome: { readonly type: string }): object {
  const { type } = outcome;
  const textOf = { ...importRefusalTexts, ...fileRefusalTexts }[type] as
    | ((outcome: unknown) => { message: string })
    | undefined;
  if (textOf !== undefined) return { type, code: codeOf(type), message: textOf(outcome).message };
  const { run: finished, counts } = outcome as { run?: { id: string } & Counts; counts?: Counts };
  const count = counts ?? finished;
  return { type, ...(finished ? { importId: finished.id } : {}), ...(count ? countsIn(count) : {}) };
}

type Counts = Parameters<typeof countsIn>[0];

const countsIn = (counts: {
  readonly readRows: number;
  readonly newCards: number;
  readonly newKeys: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warned: number;
}) => {
  const { readRows, newCards, newKeys, unchanged, refused, warned } = counts;
  return { readRows, newCards, newKeys, unchanged, refused, warned };
};
