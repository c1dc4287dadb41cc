import { onScopeDispose, shallowRef } from "vue";
import {
  BeginAddTotpDocument,
  ConfirmTotpDocument,
  type BeginAddTotpMutation,
} from "../../graphql/generated/graphql.ts";
import { useProvedChange } from "../../session/proof/useProvedChange.ts";
import { useSession } from "../../session/useSession.ts";
import type { OwnAccount } from "./useAccount.ts";

/** The secret of an authenticator app, as a QR code's content and to type. */
export type BegunApp = Extract<BeginAddTotpMutation["beginAddTotp"], { __typename: "TotpBegun" }>;

/** Sets an authenticator app up. Its secret is here until the page is left or the session ends, and nowhere else. */
export function useAddApp() {
  const beginning = useProvedChange(BeginAddTotpDocument, "beginAddTotp");
  const confirming = useProvedChange(ConfirmTotpDocument, "confirmTotp");
  const begun = shallowRef<BegunApp | null>(null);

  async function begin(): Promise<void> {
    begun.value = await beginning.change({});
  }

  /** @returns the account with the app; null where the code was not right, and the problem says so */
  async function confirm(code: string): Promise<OwnAccount | null> {
    return (await confirming.change({ input: { code } }))?.account ?? null;
  }

  const forget = () => void (begun.value = null);
  const stopListening = useSession().onEnd(forget);
  onScopeDispose(() => {
    stopListening();
    forget();
  });

  return {
    begun,
    begin,
    isBeginning: beginning.isRunning,
    beginProblem: beginning.problem,
    confirm,
    isConfirming: confirming.isRunning,
    confirmProblem: confirming.problem,
  };
}
