import { SubmitChallengeDocument } from "../../../graphql/generated/graphql.ts";
import { useMutation } from "../../../graphql/useMutation.ts";
import { withProof } from "../../../session/proof/with-proof.ts";

/**
 * Gives the challenge to the server, which answers with the response or says exactly why not. Where it wants to know
 * first who is asking, the person proves it and the same challenge is given again.
 */
export function useSubmitChallenge() {
  const { run, isRunning, failure } = useMutation(SubmitChallengeDocument);

  /** @param challenge - as the person typed it: the server reads it as the field does and reports what it corrected */
  async function submit(processId: string, challenge: string) {
    return withProof(async () => (await run({ input: { processId, challenge } }))?.submitChallenge ?? null);
  }

  return { submit, isRunning, failure };
}
