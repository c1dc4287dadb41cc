import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { Viewer } from "../accounts/user.types.ts";
import { DirectoryAccessEnded, NoAccountHere } from "../directory/directory-refusals.types.ts";
import { AccountSaved, LastWayIn } from "../my-account/account-changes.types.ts";
import { SecondFactorNeeded, StepUpNeeded, StepUpRefused } from "../proof/proof.types.ts";
import { RateLimited } from "../sessions/session.types.ts";

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

@ObjectType({ implements: Refusal, description: "One's account was made for the account elsewhere, and goes with it." })
export class IdentityStays {}

/** What people are sent to a provider for, as the schema names it. */
export const OpenIdConnectPurpose = { SIGN_IN: "SIGN_IN", STEP_UP: "STEP_UP", LINK: "LINK" } as const;
registerEnumType(OpenIdConnectPurpose, {
  name: "OpenIdConnectPurpose",
  description: "What somebody was sent to a provider for.",
  valuesConfig: {
    SIGN_IN: { description: "To sign in." },
    STEP_UP: { description: "To prove once more who they are." },
    LINK: { description: "To link their account there to their account here." },
  },
});

@ObjectType({ description: "What one was sent to a provider for is done." })
export class OpenIdConnectFinished {
  @Field(() => OpenIdConnectPurpose, { description: "What it was." })
  purpose: keyof typeof OpenIdConnectPurpose;

  @Field(() => Viewer, { description: "Who is signed in now." })
  viewer: Viewer;
}

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
      OpenIdConnectFinished,
      SecondFactorNeeded,
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
  types: () => [AccountSaved, IdentityNotFound, IdentityStays, LastWayIn, StepUpNeeded] as const,
  resolveType: outcomeType,
});
