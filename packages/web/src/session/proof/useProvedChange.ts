import { shallowRef } from "vue";
import { failureText } from "../../i18n/failure-text.ts";
import type { TypedDocument } from "../../graphql/request.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { withProof } from "./with-proof.ts";

/** Why a change was not made, in words, and the field it is about, if any. */
export interface ChangeProblem {
  readonly text: string;
  readonly field: string | null;
}

interface Refused {
  readonly message: string;
  readonly field?: readonly string[] | null;
}
type Answer = { readonly __typename: string };

/**
 * A mutation for which the person may have to prove first who they are. Going back from that question changes nothing
 * and is no problem.
 *
 * @param key - the mutation's name in the document
 */
export function useProvedChange<Key extends string, Result extends Readonly<Record<Key, Answer>>, Variables>(
  document: TypedDocument<Result, Variables>,
  key: Key,
) {
  const { run, isRunning, failure } = useMutation(document);
  const problem = shallowRef<ChangeProblem | null>(null);

  /** @returns the success; null when there is none, and `problem` says why */
  async function change(variables: Variables): Promise<Exclude<Result[Key], Refused> | null> {
    problem.value = null;
    const result = await withProof<Result[Key] | null>(async () => (await run(variables))?.[key] ?? null);
    if (result === null) {
      const text = failureText(failure.value);
      problem.value = text === null ? null : { text, field: null };
      return null;
    }
    if (!isRefused(result)) return result as Exclude<Result[Key], Refused>;
    if (result.__typename !== "StepUpNeeded") {
      problem.value = { text: result.message, field: result.field?.at(-1) ?? null };
    }
    return null;
  }

  return { change, isRunning, problem };
}

function isRefused<A extends Answer>(answer: A): answer is A & Refused {
  return "message" in answer;
}
