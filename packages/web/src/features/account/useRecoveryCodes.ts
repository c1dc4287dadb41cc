import { onScopeDispose, shallowRef } from "vue";
import { MakeRecoveryCodesDocument } from "../../graphql/generated/graphql.ts";
import { useProvedChange } from "../../session/proof/useProvedChange.ts";
import { useSession } from "../../session/useSession.ts";

/**
 * Makes recovery codes. They are here and nowhere else, and forgotten when the page is left, put aside by the browser, or
 * the session ends.
 */
export function useRecoveryCodes() {
  const { change, isRunning, problem } = useProvedChange(MakeRecoveryCodesDocument, "makeRecoveryCodes");
  const codes = shallowRef<readonly string[] | null>(null);

  async function make(): Promise<void> {
    const made = await change({});
    if (made !== null) codes.value = made.codes;
  }

  const forget = () => void (codes.value = null);
  const stopListening = useSession().onEnd(forget);
  window.addEventListener("pagehide", forget);
  onScopeDispose(() => {
    stopListening();
    window.removeEventListener("pagehide", forget);
    forget();
  });

  return { codes, make, isRunning, problem };
}
