import type { ProofMethod } from "../../graphql/generated/graphql.ts";
import { askForProof } from "./proof-wanted.ts";

/** The server wants to know once more who somebody is. */
interface StepUpNeeded {
  readonly __typename: "StepUpNeeded";
  readonly methods: readonly ProofMethod[];
}

/**
 * Asks the server, and when it wants a fresh proof first, has the person give it and asks again. Nothing on the page is
 * lost meanwhile.
 *
 * @param ask - asks once; null where there was no answer
 * @returns the answer; `StepUpNeeded` only when the person went back instead
 */
export async function withProof<Result extends { readonly __typename: string } | null>(
  ask: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const result = await ask();
    if (!isStepUpNeeded(result) || !(await askForProof(result.methods))) return result;
  }
}

function isStepUpNeeded(result: { readonly __typename: string } | null): result is StepUpNeeded {
  return result?.__typename === "StepUpNeeded";
}
