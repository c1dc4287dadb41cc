import { ref, shallowRef } from "vue";
import {
  AcceptInvitationDocument,
  OpenInvitationDocument,
  type OpenInvitationMutation,
} from "../../graphql/generated/graphql.ts";
import { request } from "../../graphql/request.ts";
import { failureText } from "../../i18n/failure-text.ts";
import { tellOtherTabs } from "../../session/other-tabs.ts";
import { useSession } from "../../session/useSession.ts";

/** Whose link it is, and what for. */
export type OpenedInvitation = Extract<OpenInvitationMutation["openInvitation"], { __typename: "InvitationOpened" }>;

/** A one-time link: looks at it, and signs in with it once. Its token is kept in the memory of the page alone. */
export function useInvitation(token: string | null) {
  const session = useSession();
  const opened = shallowRef<OpenedInvitation | null>(null);
  const isSpent = ref(false);
  const problem = ref<string | null>(null);
  const isRunning = ref(false);

  async function open(): Promise<void> {
    if (token === null) return;
    problem.value = null;
    const reply = await request(OpenInvitationDocument, { input: { token } });
    if (reply.type !== "Answered") problem.value = failureText(reply);
    else if (reply.value.openInvitation.__typename === "InvitationOpened") opened.value = reply.value.openInvitation;
    else if (reply.value.openInvitation.__typename === "InvitationRefused") isSpent.value = true;
    else problem.value = reply.value.openInvitation.message;
  }

  /** @returns whether the person is signed in now; if not, `problem` or `isSpent` say why */
  async function accept(password: string): Promise<boolean> {
    if (token === null || isRunning.value) return false;
    isRunning.value = true;
    problem.value = null;
    const reply = await request(AcceptInvitationDocument, { input: { token, password } });
    isRunning.value = false;
    if (reply.type !== "Answered") problem.value = failureText(reply);
    else if (reply.value.acceptInvitation.__typename === "InvitationRefused") isSpent.value = true;
    else if (reply.value.acceptInvitation.__typename !== "SignedIn")
      problem.value = reply.value.acceptInvitation.message;
    else {
      session.begin(reply.value.acceptInvitation.viewer, reply.serverTime);
      tellOtherTabs("signed-in");
      return true;
    }
    return false;
  }

  return { opened, isSpent, problem, isRunning, open, accept };
}
