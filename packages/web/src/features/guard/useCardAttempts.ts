import { ref } from "vue";
import { CardAttemptsDocument, ResetAttemptsDocument } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** How a card stands with its attempts, and counting them from none again. */
export function useCardAttempts(cardId: () => string) {
  const { answer, failure, reload } = useQuery(CardAttemptsDocument, () => ({ id: cardId() }));
  const mutation = useMutation(ResetAttemptsDocument);
  const problem = ref<string | null>(null);

  /** @returns whether it was done; otherwise `problem` says why not */
  async function reset(reason: string): Promise<boolean> {
    problem.value = null;
    const outcome = (await mutation.run({ input: { cardId: cardId(), reason } }))?.resetAttempts ?? null;
    if (outcome?.__typename === "AttemptsReset") {
      answer.value = { card: outcome.card };
      return true;
    }
    problem.value = outcome === null ? failureText(mutation.failure.value) : outcome.message;
    return false;
  }

  return { answer, failure, reload, reset, isResetting: mutation.isRunning, problem };
}
