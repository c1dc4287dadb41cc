import { ref, shallowRef } from "vue";
import { FinishOpenIdConnectDocument, type FinishOpenIdConnectMutation } from "../../graphql/generated/graphql.ts";
import { request } from "../../graphql/request.ts";
import { failureText } from "../../i18n/failure-text.ts";
import { translate } from "../../i18n/i18n.ts";
import { tellOtherTabs } from "../../session/other-tabs.ts";
import { askForProof } from "../../session/proof/proof-wanted.ts";
import { providerAddress } from "../../session/provider-address.ts";
import { useSession } from "../../session/useSession.ts";
import type { PendingSignIn } from "../../session/useSignIn.ts";
import type { ReturnedFacts } from "./returned-facts.ts";

type Answer = FinishOpenIdConnectMutation["finishOpenIdConnect"];

/** What somebody was sent to a provider for, now that it is done. */
export type DonePurpose = Extract<Answer, { __typename: "OpenIdConnectFinished" }>["purpose"];

/** Goes on with what somebody comes back from a provider with. Asks once: an answer counts once. */
export function useReturned(facts: ReturnedFacts) {
  const session = useSession();
  const problem = ref<string | null>(null);
  const second = shallowRef<PendingSignIn | null>(null);
  const done = ref<DonePurpose | null>(null);

  async function begin(): Promise<void> {
    if (facts.type === "Problem") {
      problem.value = translate(`session.returned.${facts.problem}`);
      return;
    }
    const { methodId, answer } = facts;
    const reply = await request(FinishOpenIdConnectDocument, { input: { methodId, answer } });
    if (reply.type === "Answered") await take(reply.value.finishOpenIdConnect, { methodId, at: reply.serverTime });
    else problem.value = failureText(reply) ?? translate("session.returned.ReturnUnknown");
  }

  async function take(answer: Answer, { methodId, at }: { methodId: string; at: Date }): Promise<void> {
    if (answer.__typename === "SecondFactorNeeded") second.value = answer;
    else if (answer.__typename === "OpenIdConnectFinished") {
      session.begin(answer.viewer, at);
      tellOtherTabs(answer.purpose === "STEP_UP" ? "stepped-up" : "signed-in");
      done.value = answer.purpose;
    } else if (answer.__typename === "StepUpNeeded" && (await askForProof(answer.methods))) {
      location.assign(providerAddress(methodId, "link"));
    } else problem.value = answer.message;
  }

  return { begin, problem, second, done };
}
