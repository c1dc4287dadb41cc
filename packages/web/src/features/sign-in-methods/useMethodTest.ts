import { shallowRef } from "vue";
import {
  TestSignInMethodDocument,
  type TestSignInMethodInput,
  type TestSignInMethodMutation,
} from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { failureText } from "../../i18n/failure-text.ts";
import type { ChangeProblem } from "../../session/proof/useProvedChange.ts";
import { withProof } from "../../session/proof/with-proof.ts";

type Answer = TestSignInMethodMutation["testSignInMethod"];

/** What came of a test: the steps that went well, and the one that did not. */
export type TestResult = Extract<Answer, { __typename: "SignInMethodWorks" | "SignInMethodFails" }>;

/** Tests how a method would be set up, without saving it; or one that is built in. */
export function useMethodTest() {
  const { run, isRunning, failure } = useMutation(TestSignInMethodDocument);
  const result = shallowRef<TestResult | null>(null);
  const problem = shallowRef<ChangeProblem | null>(null);

  function forget(): void {
    result.value = null;
    problem.value = null;
  }

  return {
    isRunning,
    result,
    problem,
    forget,
    async run(input: TestSignInMethodInput): Promise<void> {
      forget();
      const answer = await withProof<Answer | null>(async () => (await run({ input }))?.testSignInMethod ?? null);
      const text = failureText(failure.value);
      if (!answer) problem.value = text === null ? null : { text, field: null };
      else if (answer.__typename === "SignInMethodWorks" || answer.__typename === "SignInMethodFails") {
        result.value = answer;
      } else if (answer.__typename !== "StepUpNeeded")
        problem.value = { text: answer.message, field: answer.field?.at(-1) ?? null };
    },
  };
}
