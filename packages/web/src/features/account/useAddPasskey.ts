import { ref, shallowRef } from "vue";
import { AddPasskeyDocument, BeginAddPasskeyDocument } from "../../graphql/generated/graphql.ts";
import { translate } from "../../i18n/i18n.ts";
import { makePasskey } from "../../session/proof/authenticator.ts";
import { useProvedChange, type ChangeProblem } from "../../session/proof/useProvedChange.ts";
import type { OwnAccount } from "./useAccount.ts";

/** Has the browser make a passkey, and the server keep it. */
export function useAddPasskey() {
  const begin = useProvedChange(BeginAddPasskeyDocument, "beginAddPasskey");
  const keep = useProvedChange(AddPasskeyDocument, "addPasskey");
  const isRunning = ref(false);
  const problem = shallowRef<ChangeProblem | null>(null);

  async function steps(label: string): Promise<OwnAccount | null> {
    const options = await begin.change({});
    problem.value = begin.problem.value;
    if (options === null) return null;
    const answer = await makePasskey(options.optionsJson);
    if (answer.type !== "Signed") {
      const key = answer.type === "AlreadyThere" ? "myAccount.passkey.alreadyThere" : "myAccount.passkey.notMade";
      problem.value = { text: translate(key), field: null };
      return null;
    }
    const saved = await keep.change({ input: { attestationJson: answer.json, label } });
    problem.value = keep.problem.value;
    return saved?.account ?? null;
  }

  /** @returns the account with the passkey; null where there is none, and `problem` says why, if there is a reason */
  async function add(label: string): Promise<OwnAccount | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    problem.value = null;
    const account = await steps(label);
    isRunning.value = false;
    return account;
  }

  return { add, isRunning, problem };
}
