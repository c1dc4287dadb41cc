import { ref, shallowRef } from "vue";
import { SignInDocument, type SignInMutation } from "../graphql/generated/graphql.ts";
import type { Failure } from "../graphql/reply.ts";
import { request } from "../graphql/request.ts";
import { tellOtherTabs } from "./other-tabs.ts";
import { useSession } from "./useSession.ts";

/** What came of signing in: the server's answer, or why there is none. */
export type SignInOutcome = SignInMutation["signIn"] | Failure;

/** Signs a person in with user name and password. */
export function useSignIn() {
  const session = useSession();
  const isRunning = ref(false);
  const outcome = shallowRef<SignInOutcome | null>(null);

  async function signIn(username: string, password: string): Promise<SignInOutcome | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    const reply = await request(SignInDocument, { input: { username, password } });
    isRunning.value = false;
    outcome.value = reply.type === "Answered" ? reply.value.signIn : reply;
    if (reply.type === "Answered" && reply.value.signIn.__typename === "SignedIn") {
      session.begin(reply.value.signIn.viewer, reply.serverTime);
      tellOtherTabs("signed-in");
    }
    return outcome.value;
  }

  return { signIn, isRunning, outcome };
}
