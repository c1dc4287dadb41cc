import { type ImportColumn, importColumns } from "@unlatch/core/import/import-column";
import { problemSentence } from "@unlatch/core/import/problem-sentence";
import { type CardState, cardStates } from "@unlatch/core/lifecycle/card-states";
import type { Application } from "../composition-root.ts";
import { fileRefusalTexts, type ImportCounts, type ImportReport, importRefusalTexts } from "../imports/index.ts";
import { system } from "../platform/actor.ts";
import { profileRepository } from "../profiles/index.ts";
import type { Outcome } from "../platform/unit-of-work.ts";
import { type Command, type CommandFile, CommandRefused, type CommandRun } from "./command.ts";
import { type GivenOptions, optionsIn } from "./options-in.ts";
import { progressLine } from "./progress-line.ts";
import { refusalLine } from "./refusal-line.ts";

/** At most so many problems are told one by one; the rest is counted. */
const mostProblems = 100;
const destroyFile = "The file holds admin keys: destroy it now, and every copy of it.";

/** Imports cards from a file on the server, by the same code as the pages do. */
export const importCommand: Command = {
  name: "import",
  usage: `import FILE --profile NAME [--preview] [--columns SERIAL_NUMBER=1,ADMIN_KEY=2,...] [--no-heading]
      [--state STATE] [--default-keys] [--two-key-keys]
  unlatch import FILE --resume IMPORT
      Imports cards from a CSV file; FILE - is standard input. What stands above the columns tells what they hold, or
      --columns says it: ${importColumns.join(", ")}, counted from 1.
      --preview says what would happen and writes nothing. --resume goes on with an import that was interrupted.`,
  async run(run: CommandRun) {
    const [path = "", ...rest] = run.parts;
    if (path === "" || path.startsWith("--"))
      throw new CommandRefused("Name the file first: import FILE --profile NAME.");
    const options = optionsIn(rest, {
      profile: "value",
      resume: "value",
      columns: "value",
      state: "value",
      preview: "flag",
      "no-heading": "flag",
      "default-keys": "flag",
      "two-key-keys": "flag",
    });
    const file = run.fileOf(path);
    const resumed = options.optional("resume");
    if (options.has("preview")) return preview(run, options, file);
    return commit(run, resumed ?? (await begun(run.application, options, file)), file);
  },
};

async function preview(run: CommandRun, options: GivenOptions, { pieces: source, ...file }: CommandFile) {
  const command = { profileId: await profileIdIn(run.application, options), settings: settingsIn(options), source };
  const report = reportTo(run, file.size);
  const outcome = await run.application.imports.previewImport({ ...command, report });
  if (outcome.type !== "ImportPreviewed") throw refusalOf(outcome);
  for (const line of summaryOf(outcome.counts)) run.say(line);
  run.say("Nothing was written. Run it again without --preview to import.");
}

async function commit(run: CommandRun, importId: string, { pieces: source, size }: CommandFile): Promise<void> {
  run.say(`Import ${importId}. Should it be interrupted, go on with --resume ${importId}.`);
  const report = reportTo(run, size);
  const outcome = await run.application.imports.runImport(system, { importId, source, report });
  if (outcome.type !== "ImportFinished") throw refusalOf(outcome);
  for (const line of summaryOf(outcome.run)) run.say(line);
  run.say(destroyFile);
}

async function begun(application: Application, options: GivenOptions, { name }: CommandFile): Promise<string> {
  const command = { profileId: await profileIdIn(application, options), fileName: name, settings: settingsIn(options) };
  const outcome = await application.imports.startImport(system, command);
  if (outcome.type !== "ImportStarted") throw refusalOf(outcome);
  return outcome.run.id;
}

async function profileIdIn({ reader }: Application, options: GivenOptions): Promise<string> {
  const name = options.required("profile");
  const id = await profileRepository(reader).idNamed(name);
  if (id === null) throw new CommandRefused(`There is no card profile ${name}.`);
  return id;
}

function settingsIn(options: GivenOptions): object {
  return {
    columns: columnsIn(options.optional("columns")),
    hasHeading: options.has("no-heading") ? false : null,
    takesDefaultKeys: options.has("default-keys"),
    takesTwoKeyKeys: options.has("two-key-keys"),
    stateOfNewCards: stateIn(options.optional("state")),
  };
}

function columnsIn(text: string | undefined): Partial<Record<ImportColumn, number>> | null {
  if (text === undefined) return null;
  const pairs = text.split(",").map((pair): [string, number] => {
    const [column = "", place = ""] = pair.split("=").map((part) => part.trim());
    const isKnown = (importColumns as readonly string[]).includes(column.toUpperCase());
    if (!isKnown || !/^[1-9]\d{0,2}$/.test(place)) {
      throw new CommandRefused(`--columns must be a list such as SERIAL_NUMBER=1,ADMIN_KEY=2, not ${pair}.`);
    }
    return [column.toUpperCase(), Number(place) - 1];
  });
  return Object.fromEntries(pairs);
}

function stateIn(word: string | undefined): CardState {
  const state = cardStates.find((one) => one === (word ?? "ACTIVE").trim().toUpperCase());
  if (state === undefined) throw new CommandRefused(`--state must be one of: ${cardStates.join(", ")}.`);
  return state;
}

/** Tells problems as they are found, and how far it is. */
function reportTo({ say, progress }: CommandRun, size: number | null): ImportReport {
  const began = Date.now();
  let told = 0;
  let read = 0;
  return ({ verdicts, bytes }) => {
    for (const { row, problems } of verdicts) {
      for (const problem of problems) {
        told += 1;
        if (told <= mostProblems) say(`Row ${row}: ${problemSentence(problem)}`);
        if (told === mostProblems + 1) say("There are more; only counted from here on.");
      }
    }
    const seconds = (Date.now() - began) / 1000;
    if (size === null || bytes === read) return;
    read = bytes;
    progress(progressLine({ done: bytes, all: size, seconds, doneNow: bytes }));
  };
}

function summaryOf({ readRows, newCards, newKeys, unchanged, refused, warned }: ImportCounts): string[] {
  return [
    `${readRows} rows: ${newCards} new cards, ${newKeys} new keys of cards that were there, ${unchanged} unchanged, ${refused} refused.`,
    ...(warned > 0 ? [`${warned} with a remark.`] : []),
  ];
}

const refusalOf = (outcome: Outcome) =>
  new CommandRefused(
    refusalLine(outcome, {
      ...importRefusalTexts,
      ...fileRefusalTexts,
      ImportColumnsUnusable: () => ({ message: "--columns must name SERIAL_NUMBER, and each column once." }),
    }),
  );
