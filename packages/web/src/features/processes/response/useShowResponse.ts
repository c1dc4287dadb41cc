import { ShowResponseDocument } from "../../../graphql/generated/graphql.ts";
import { useMutation } from "../../../graphql/useMutation.ts";
import { withProof } from "../../../session/proof/with-proof.ts";

/** Has the response of a process computed and shown again; the server decides anew and keeps a record of it. */
export function useShowResponse() {
  const { run, isRunning, failure } = useMutation(ShowResponseDocument);

  async function show(processId: string) {
    return withProof(async () => (await run({ input: { processId } }))?.showResponse ?? null);
  }

  return { show, isRunning, failure };
}
