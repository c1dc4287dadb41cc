import { translate } from "../../../i18n/i18n.ts";
import { numberOf, type RunStep } from "./run-step.ts";
import type { RunProcess } from "./useUnblockRun.ts";

const titles: Record<Exclude<RunStep, "done">, string> = {
  challenge: "processes.challenge.shortTitle",
  response: "processes.response.shortTitle",
  outcome: "processes.outcome.title",
};

/** The title of the window: step, question and process, and nothing of what was typed or shown. */
export function processTitle(process: RunProcess, step: RunStep | null): string {
  if (step === null) return process.definition.name;
  if (step === "done") return `${translate("processes.done.title")} – ${process.definition.name}`;
  return translate("processes.stepTitle", {
    step: numberOf(step),
    title: translate(titles[step]),
    process: process.definition.name,
  });
}
