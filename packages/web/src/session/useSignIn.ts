import { ref, shallowRef } from "vue";
import {
  ContinueSignInDocument,
  SignInDocument,
  SignInWithDirectoryDocument,
  SignInWithPasskeyDocument,
  type ContinueSignInMutation,
  type SignInMutation,
  type SignInWithDirectoryMutation,
  type SignInWithPasskeyMutation,
} from "../graphql/generated/graphql.ts";
import type { Failure } from "../graphql/reply.ts";
import { request, type TypedDocument } from "../graphql/request.ts";
import { tellOtherTabs } from "./other-tabs.ts";
import type { GivenProof } from "./proof/given-proof.ts";
import { useSession } from "./useSession.ts";

type Answer =
  | SignInMutation["signIn"]
  | SignInWithDirectoryMutation["signInWithDirectory"]
  | ContinueSignInMutation["continueSignIn"]
  | SignInWithPasskeyMutation["signInWithPasskey"];

/** A sign-in whose first factor was right and that waits for the second one. */
export type PendingSignIn = Extract<SignInMutation["signIn"], { __typename: "SecondFactorNeeded" }>;
/** What came of a step of signing in: the server's answer, or why there is none. */
export type SignInOutcome = Answer | Failure;

/** Signs a person in: with user name and password, of here or of a directory, and, where they have one, a second factor; or with a passkey. */
export function useSignIn() {
  const session = useSession();
  const isRunning = ref(false);
  const outcome = shallowRef<SignInOutcome | null>(null);
  const pending = shallowRef<PendingSignIn | null>(null);

  async function ask<Result, Input>(
    document: TypedDocument<Result, { input: Input }>,
    input: Input,
    read: (result: Result) => Answer,
  ): Promise<SignInOutcome | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    const reply = await request(document, { input });
    isRunning.value = false;
    outcome.value = reply.type === "Answered" ? read(reply.value) : reply;
    if (reply.type === "Answered") take(read(reply.value), reply.serverTime);
    return outcome.value;
  }

  function take(answer: Answer, serverTime: Date): void {
    if (answer.__typename === "SecondFactorNeeded") pending.value = answer;
    if (answer.__typename === "SignInOver") pending.value = null;
    if (answer.__typename !== "SignedIn") return;
    pending.value = null;
    session.begin(answer.viewer, serverTime);
    tellOtherTabs("signed-in");
  }

  return {
    signIn: (username: string, password: string) => ask(SignInDocument, { username, password }, ({ signIn }) => signIn),
    signInWithDirectory: (methodId: string, username: string, password: string) =>
      ask(
        SignInWithDirectoryDocument,
        { methodId, username, password },
        ({ signInWithDirectory }) => signInWithDirectory,
      ),
    signInWithPasskey: (assertionJson: string) =>
      ask(SignInWithPasskeyDocument, { assertionJson }, ({ signInWithPasskey }) => signInWithPasskey),
    /** Gives the second factor of the sign-in that is pending. */
    goOn: async (proof: GivenProof) => {
      const pendingId = pending.value?.pendingId;
      if (pendingId === undefined || "password" in proof) return null;
      return ask(ContinueSignInDocument, { pendingId, ...proof }, ({ continueSignIn }) => continueSignIn);
    },
    /** Forgets the sign-in that is pending. */
    startAgain: () => void (pending.value = null),
    isRunning,
    outcome,
    pending,
  };
}
