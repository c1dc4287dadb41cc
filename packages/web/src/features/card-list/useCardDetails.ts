import { ref } from "vue";
import {
  CardDetailsDocument,
  ChangeCardStateDocument,
  type CardDetailFieldsFragment,
} from "../../graphql/generated/graphql.ts";
import { failureText } from "../../i18n/failure-text.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A card with everything the desk may know and do. */
export type CardDetails = CardDetailFieldsFragment;
/** One of the processes that the server offers for the card. */
export type OfferedProcess = CardDetails["possibleActions"][number]["process"];

/** One card, and the change of its state. */
export function useCardDetails(id: () => string) {
  const { answer, isLoading, failure, reload } = useQuery(CardDetailsDocument, () => ({ id: id() }));
  const change = useMutation(ChangeCardStateDocument);
  const problem = ref<string | null>(null);

  /**
   * Runs a process that changes the state of the card as it is on the screen: when somebody changed it meanwhile the
   * server refuses, and the card is shown as it is now.
   *
   * @returns the changed card, or null when it was refused; then `problem` says why
   */
  async function changeState(card: CardDetails, process: OfferedProcess): Promise<CardDetails | null> {
    problem.value = null;
    const reply = await change.run({
      input: { cardId: card.id, process: process.symbolicName, version: card.version },
    });
    if (reply === null) {
      problem.value = failureText(change.failure.value);
      return null;
    }
    const outcome = reply.changeCardState;
    if (outcome.__typename === "CardStateChanged") {
      answer.value = { card: outcome.card };
      return outcome.card;
    }
    problem.value = outcome.message;
    await reload();
    return null;
  }

  return { answer, isLoading, failure, reload, changeState, isChanging: change.isRunning, problem };
}
