import { createUnionType, Field, ObjectType } from "type-graphql";
import { NotPermitted, outcomeType } from "../../platform/refusal.ts";
import { LastWayIn } from "../my-account/account-changes.types.ts";
import { StepUpNeeded } from "../proof/proof.types.ts";
import {
  SignInMethodChanged,
  SignInMethodFails,
  SignInMethodNotFound,
  SignInMethodSetUp,
  SignInMethodUnusable,
  SignInMethodWorks,
} from "./sign-in-method.types.ts";

@ObjectType({ description: "The methods are as they were wanted." })
export class SignInMethodsSaved {
  @Field(() => [SignInMethodSetUp], { description: "All of them as they are now, in order." })
  signInMethods: readonly SignInMethodSetUp[];
}

/** What comes of `saveSignInMethod`. */
export const SaveSignInMethodResult = createUnionType({
  name: "SaveSignInMethodResult",
  description: "What comes of saving a method.",
  types: () =>
    [
      SignInMethodsSaved,
      SignInMethodUnusable,
      SignInMethodNotFound,
      SignInMethodChanged,
      LastWayIn,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `testSignInMethod`. */
export const TestSignInMethodResult = createUnionType({
  name: "TestSignInMethodResult",
  description: "What comes of testing a method.",
  types: () =>
    [
      SignInMethodWorks,
      SignInMethodFails,
      SignInMethodUnusable,
      SignInMethodNotFound,
      SignInMethodChanged,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `switchSignInMethod`. */
export const SwitchSignInMethodResult = createUnionType({
  name: "SwitchSignInMethodResult",
  description: "What comes of switching a method on or off.",
  types: () => [SignInMethodsSaved, SignInMethodNotFound, LastWayIn, StepUpNeeded, NotPermitted] as const,
  resolveType: outcomeType,
});

/** What comes of `orderSignInMethods`. */
export const OrderSignInMethodsResult = createUnionType({
  name: "OrderSignInMethodsResult",
  description: "What comes of putting the methods into an order.",
  types: () => [SignInMethodsSaved, SignInMethodChanged, StepUpNeeded, NotPermitted] as const,
  resolveType: outcomeType,
});

/** What comes of `removeSignInMethod`. */
export const RemoveSignInMethodResult = createUnionType({
  name: "RemoveSignInMethodResult",
  description: "What comes of taking a method away.",
  types: () => [SignInMethodsSaved, SignInMethodNotFound, LastWayIn, StepUpNeeded, NotPermitted] as const,
  resolveType: outcomeType,
});
