import { createUnionType } from "type-graphql";
import { outcomeType } from "../../platform/refusal.ts";
import { RateLimited, SignedIn } from "../sessions/session.types.ts";
import { SecondFactorRefused, SignInOver, StepUpBegun, SteppedUp, StepUpRefused } from "./proof.types.ts";

/** What comes of `continueSignIn`. */
export const ContinueSignInResult = createUnionType({
  name: "ContinueSignInResult",
  description: "What comes of giving the second factor.",
  types: () => [SignedIn, SecondFactorRefused, SignInOver, RateLimited] as const,
  resolveType: outcomeType,
});

/** What comes of `beginStepUp`. */
export const BeginStepUpResult = createUnionType({
  name: "BeginStepUpResult",
  description: "What comes of asking how to prove who one is.",
  types: () => [StepUpBegun] as const,
  resolveType: outcomeType,
});

/** What comes of `stepUp`. */
export const StepUpResult = createUnionType({
  name: "StepUpResult",
  description: "What comes of proving once more who one is.",
  types: () => [SteppedUp, StepUpRefused, RateLimited] as const,
  resolveType: outcomeType,
});
