import { ref } from "vue";
import { SendAddressConfirmationDocument } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** Sends the link that confirms one's mail address once more. */
export function useSendConfirmation() {
  const mutation = useMutation(SendAddressConfirmationDocument);
  const problem = ref<string | null>(null);

  /** @returns whether it was sent; otherwise `problem` says why not */
  async function send(): Promise<boolean> {
    problem.value = null;
    const outcome = (await mutation.run({}))?.sendAddressConfirmation ?? null;
    if (outcome?.__typename === "AddressConfirmationSent") return true;
    problem.value = outcome === null ? failureText(mutation.failure.value) : outcome.message;
    return false;
  }

  return { send, isRunning: mutation.isRunning, problem };
}
