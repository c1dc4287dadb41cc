import { FinishProcessDocument, type ReportedOutcome } from "../../../graphql/generated/graphql.ts";
import { useMutation } from "../../../graphql/useMutation.ts";

/** Ends a process with what the person says came of it. */
export function useFinishProcess() {
  const { run, isRunning, failure } = useMutation(FinishProcessDocument);

  async function finish(processId: string, outcome: ReportedOutcome) {
    return (await run({ input: { processId, outcome } }))?.finishProcess ?? null;
  }

  return { finish, isRunning, failure };
}
