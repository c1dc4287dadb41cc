import { ref } from "vue";
import { ClaimSetUpDocument, type ClaimSetUpMutation } from "../../graphql/generated/graphql.ts";
import type { Failure } from "../../graphql/reply.ts";
import { request } from "../../graphql/request.ts";
import { tellOtherTabs } from "../../session/other-tabs.ts";
import { useSession } from "../../session/useSession.ts";

/** What the first administrator typed, and the token of their link. */
export interface FirstAdministrator {
  readonly token: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

/** What came of it: the server's answer, or why there is none. */
export type ClaimSetUpOutcome = ClaimSetUpMutation["claimSetUp"] | Failure;

/** Makes the first administrator's account and begins their session. */
export function useClaimSetUp() {
  const session = useSession();
  const isRunning = ref(false);

  async function claim(input: FirstAdministrator): Promise<ClaimSetUpOutcome | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    const reply = await request(ClaimSetUpDocument, { input });
    isRunning.value = false;
    if (reply.type !== "Answered") return reply;
    const outcome = reply.value.claimSetUp;
    if (outcome.__typename === "SignedIn") {
      session.begin(outcome.viewer, reply.serverTime);
      tellOtherTabs("signed-in");
    }
    return outcome;
  }

  return { claim, isRunning };
}
