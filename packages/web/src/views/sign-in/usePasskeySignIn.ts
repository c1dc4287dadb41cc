import { onMounted, onScopeDispose, ref } from "vue";
import { BeginPasskeySignInDocument } from "../../graphql/generated/graphql.ts";
import type { Failure } from "../../graphql/reply.ts";
import { request } from "../../graphql/request.ts";
import {
  hasPasskeys,
  signWithPasskey,
  stopAskingAuthenticator,
  suggestsPasskeys,
} from "../../session/proof/authenticator.ts";

/** What the authenticator is to sign is good for five minutes; it is renewed before that. */
const renewEveryMs = 4 * 60_000;

/** What came of asking for a passkey: what it signed, or why there is nothing. */
export type PasskeyAnswer =
  | { readonly type: "Signed"; readonly json: string }
  | { readonly type: "NothingSigned" }
  | Failure;

/**
 * Signing in with a passkey: by the button, and among the suggestions that the browser shows under the user name while
 * nothing else was asked.
 *
 * @param take - is given what a suggested passkey signed; says whether the suggestions are to go on
 * @param isOn - whether people may sign in with a passkey; nothing is suggested else
 */
export function usePasskeySignIn(take: (assertionJson: string) => Promise<boolean>, isOn: () => boolean = () => true) {
  const isAsking = ref(false);
  let isOver = false;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(isSuggested: boolean): Promise<PasskeyAnswer> {
    const reply = await request(BeginPasskeySignInDocument, {});
    if (reply.type !== "Answered") return reply;
    if (isOver) return { type: "NothingSigned" };
    const answer = await signWithPasskey(reply.value.beginPasskeySignIn.optionsJson, isSuggested);
    return answer.type === "Signed" ? answer : { type: "NothingSigned" };
  }

  async function suggest(): Promise<void> {
    const mine = ++round;
    clearTimeout(timer);
    if (isOver || !isOn() || !(await suggestsPasskeys()) || mine !== round) return;
    timer = setTimeout(() => void suggest(), renewEveryMs);
    const answer = await ask(true);
    if (mine !== round || answer.type !== "Signed") return;
    clearTimeout(timer);
    if (await take(answer.json)) await suggest();
  }

  /** Asks for a passkey in the browser's own dialog. */
  async function choose(): Promise<PasskeyAnswer> {
    round += 1;
    clearTimeout(timer);
    isAsking.value = true;
    const answer = await ask(false);
    isAsking.value = false;
    return answer;
  }

  onMounted(suggest);
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
    stopAskingAuthenticator();
  });

  return { isOffered: hasPasskeys(), isAsking, choose, suggest };
}
