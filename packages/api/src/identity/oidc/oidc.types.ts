import { createUnionType, Field, ID, InputType, ObjectType } from "type-graphql";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { DirectoryAccessEnded, NoAccountHere } from "../directory/directory-refusals.types.ts";
import { AccountSaved, LastWayIn } from "../my-account/account-changes.types.ts";
import { SecondFactorNeeded, StepUpNeeded, SteppedUp, StepUpRefused } from "../proof/proof.types.ts";
import { RateLimited, SignedIn } from "../sessions/session.types.ts";

@ObjectType({
  implements: Refusal,
  description: "The provider did not vouch for the person, or not in a way that counts.",
})
export class ProviderRefused {}

@ObjectType({ implements: Refusal, description: "The provider does not answer." })
export class ProviderUnreachable {}

@ObjectType({
  implements: Refusal,
  description: "The way back belongs to no sign-in of this browser, or was used, or took too long.",
})
export class ReturnUnknown {}

@ObjectType({
  implements: Refusal,
  description: "The provider did not check the person as strongly or as lately as is asked for.",
})
export class ProofTooWeak {}

@ObjectType({ implements: Refusal, description: "The account elsewhere is linked to somebody here already." })
export class IdentityTaken {}

@ObjectType({ implements: Refusal, description: "There is no such account elsewhere among one's own." })
export class IdentityNotFound {}

@InputType({ description: "With what a browser comes back from a provider." })
export class FinishOpenIdConnectInput {
  @Field(() => ID, { description: "Of the method: it stands in the address that the provider sent the browser to." })
  methodId: string;

  @Field(() => String, { description: "What followed the `?` in that address." })
  answer: string;
}

@InputType({ description: "Which account elsewhere is not to sign one in any more." })
export class UnlinkIdentityInput {
  @Field(() => ID, { description: "Of the method." })
  methodId: string;
}

/** What comes of `finishOpenIdConnect`. */
export const FinishOpenIdConnectResult = createUnionType({
  name: "FinishOpenIdConnectResult",
  description:
    "What comes of coming back from a provider: signing in, proving once more who one is, linking an account.",
  types: () =>
    [
      SignedIn,
      SecondFactorNeeded,
      SteppedUp,
      AccountSaved,
      NoAccountHere,
      DirectoryAccessEnded,
      ProviderRefused,
      ProviderUnreachable,
      ProofTooWeak,
      ReturnUnknown,
      IdentityTaken,
      StepUpRefused,
      StepUpNeeded,
      RateLimited,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `unlinkIdentity`. */
export const UnlinkIdentityResult = createUnionType({
  name: "UnlinkIdentityResult",
  description: "What comes of unlinking an account elsewhere.",
  types: () => [AccountSaved, IdentityNotFound, LastWayIn, StepUpNeeded] as const,
  resolveType: outcomeType,
});
