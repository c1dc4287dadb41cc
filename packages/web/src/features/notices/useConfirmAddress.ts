import { ref } from "vue";
import { ConfirmAddressDocument } from "../../graphql/generated/graphql.ts";
import { request } from "../../graphql/request.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** The link that confirms a mail address. Its token is kept in the memory of the page alone. */
export function useConfirmAddress(token: string) {
  const confirmed = ref<string | null>(null);
  /** In the server's words: the link opens nothing, and never will. */
  const unusable = ref<string | null>(null);
  const problem = ref<string | null>(null);
  const isRunning = ref(false);

  async function confirm(): Promise<void> {
    if (isRunning.value) return;
    isRunning.value = true;
    problem.value = null;
    const reply = await request(ConfirmAddressDocument, { input: { token } });
    isRunning.value = false;
    if (reply.type !== "Answered") {
      problem.value = failureText(reply);
      return;
    }
    const outcome = reply.value.confirmAddress;
    if (outcome.__typename === "AddressConfirmed") confirmed.value = outcome.address;
    else if (outcome.code === "NOTICE_LINK_UNUSABLE") unusable.value = outcome.message;
    else problem.value = outcome.message;
  }

  return { confirmed, unusable, problem, isRunning, confirm };
}
