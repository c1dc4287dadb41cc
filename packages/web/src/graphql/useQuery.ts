import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import type { Failure } from "./reply.ts";
import { request, type TypedDocument } from "./request.ts";

/** What a screen shows of a query: the last answer stays while the next one is on its way. */
export interface Query<Result> {
  readonly answer: ShallowRef<Result | null>;
  readonly isLoading: Ref<boolean>;
  readonly failure: ShallowRef<Failure | null>;
  /** Asks again with the variables of now. */
  readonly reload: () => Promise<void>;
}

/**
 * Asks as soon as it is used and whenever its variables change; an answer that comes after a newer question was asked
 * is dropped.
 *
 * @param variables - read reactively; null while they are not known yet
 */
export function useQuery<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: () => Variables | null,
): Query<Result> {
  const answer = shallowRef<Result | null>(null);
  const isLoading = ref(false);
  const failure = shallowRef<Failure | null>(null);
  let latest = 0;

  async function reload(): Promise<void> {
    const known = variables();
    if (known === null) return;
    const mine = ++latest;
    isLoading.value = true;
    const reply = await request(document, known);
    if (mine !== latest) return;
    isLoading.value = false;
    failure.value = reply.type === "Answered" ? null : reply;
    if (reply.type === "Answered") answer.value = reply.value;
  }

  watch(
    () => JSON.stringify(variables()),
    () => void reload(),
    { immediate: true },
  );
  onScopeDispose(() => {
    latest += 1;
    answer.value = null;
  });

  return { answer, isLoading, failure, reload };
}
