import { ref, shallowRef } from "vue";
import { StartProcessDocument, type StartProcessMutation } from "../../../graphql/generated/graphql.ts";
import { failureText } from "../../../i18n/failure-text.ts";
import { useMutation } from "../../../graphql/useMutation.ts";

/** What came of starting a process. */
export type StartOutcome = StartProcessMutation["startProcess"];

/** Starts a process on a card, or finds the one that is already open there. */
export function useStartProcess() {
  const { run, failure } = useMutation(StartProcessDocument);
  const starting = ref<string | null>(null);
  const outcome = shallowRef<StartOutcome | null>(null);
  const problem = ref<string | null>(null);

  /** @returns the id of the process to go to; null where there is none, and `problem` says why */
  async function start(cardId: string, process: string): Promise<string | null> {
    if (starting.value !== null) return null;
    starting.value = process;
    problem.value = null;
    const result = await run({ input: { cardId, process } });
    starting.value = null;
    outcome.value = result?.startProcess ?? null;
    if (outcome.value === null) {
      problem.value = failureText(failure.value);
      return null;
    }
    if ("process" in outcome.value) return outcome.value.process.id;
    problem.value = outcome.value.message;
    return null;
  }

  return { start, starting, outcome, problem };
}
