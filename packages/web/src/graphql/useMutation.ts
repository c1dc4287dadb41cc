import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { Failure } from "./reply.ts";
import { request, type TypedDocument } from "./request.ts";

/** A mutation that a screen runs: one run at a time, and what stood in its way. */
export interface Mutation<Result, Variables> {
  /** Runs it; null when there was no answer (see `failure`) or when it already runs. */
  readonly run: (variables: Variables) => Promise<Result | null>;
  readonly isRunning: Ref<boolean>;
  readonly failure: ShallowRef<Failure | null>;
}

/** Makes a mutation that can be run any number of times, never twice at once. */
export function useMutation<Result, Variables>(
  document: TypedDocument<Result, Variables>,
): Mutation<Result, Variables> {
  const isRunning = ref(false);
  const failure = shallowRef<Failure | null>(null);

  async function run(variables: Variables): Promise<Result | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    failure.value = null;
    const reply = await request(document, variables);
    isRunning.value = false;
    if (reply.type === "Answered") return reply.value;
    failure.value = reply;
    return null;
  }

  return { run, isRunning, failure };
}
