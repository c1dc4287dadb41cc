import { CancelProcessDocument } from "../../../graphql/generated/graphql.ts";
import { useMutation } from "../../../graphql/useMutation.ts";

/** Closes a process without an outcome. Doing it twice changes nothing. */
export function useCancelProcess() {
  const { run, isRunning, failure } = useMutation(CancelProcessDocument);

  async function cancel(processId: string) {
    return (await run({ input: { processId } }))?.cancelProcess ?? null;
  }

  return { cancel, isRunning, failure };
}
