import { SubmitChallengeDocument } from "../../../graphql/generated/graphql.ts";
import { useMutation } from "../../../graphql/useMutation.ts";

/** Gives the challenge to the server, which answers with the response or says exactly why not. */
export function useSubmitChallenge() {
  const { run, isRunning, failure } = useMutation(SubmitChallengeDocument);

  /** @param challenge - as the person typed it: the server reads it as the field does and reports what it corrected */
  async function submit(processId: string, challenge: string) {
    return (await run({ input: { processId, challenge } }))?.submitChallenge ?? null;
  }

  return { submit, isRunning, failure };
}
