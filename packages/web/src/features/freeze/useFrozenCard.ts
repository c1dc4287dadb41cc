import { ref } from "vue";
import { FrozenCardDocument, FrozenCardsDocument, UnfreezeCardDocument } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** How many cards are frozen. @param isAsked - false asks for nothing */
export function useFrozenCards(isAsked: () => boolean) {
  return useQuery(FrozenCardsDocument, () => (isAsked() ? {} : null));
}

/** Whether a card is frozen, and letting it be unblocked again. */
export function useFrozenCard(cardId: () => string) {
  const { answer, failure, reload } = useQuery(FrozenCardDocument, () => ({ id: cardId() }));
  const mutation = useMutation(UnfreezeCardDocument);
  const problem = ref<string | null>(null);

  /** @returns whether it was done; otherwise `problem` says why not */
  async function unfreeze(reason: string): Promise<boolean> {
    problem.value = null;
    const outcome = (await mutation.run({ input: { cardId: cardId(), reason } }))?.unfreezeCard ?? null;
    if (outcome?.__typename === "CardUnfrozen") {
      answer.value = { card: outcome.card };
      return true;
    }
    problem.value = outcome === null ? failureText(mutation.failure.value) : outcome.message;
    return false;
  }

  return { answer, failure, reload, unfreeze, isUnfreezing: mutation.isRunning, problem };
}
