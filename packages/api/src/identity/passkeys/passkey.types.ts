import { createUnionType, Field, InputType, ObjectType } from "type-graphql";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { RateLimited, SignedIn } from "../sessions/session.types.ts";

@ObjectType({ description: "What the browser hands to the authenticator. Good for five minutes, and once." })
export class PasskeyOptions {
  @Field(() => String, { description: "The options, as JSON." })
  optionsJson: string;
}

@ObjectType({
  implements: Refusal,
  description: "What the authenticator answered is not good here, or was used before.",
})
export class PasskeyRefused {}

@InputType({ description: "What the authenticator answered." })
export class SignInWithPasskeyInput {
  @Field(() => String, { description: "The answer, as JSON." })
  assertionJson: string;
}

/** What comes of `beginPasskeySignIn`. */
export const BeginPasskeySignInResult = createUnionType({
  name: "BeginPasskeySignInResult",
  description: "What comes of asking to sign in with a passkey.",
  types: () => [PasskeyOptions] as const,
  resolveType: outcomeType,
});

/** What comes of `signInWithPasskey`. */
export const SignInWithPasskeyResult = createUnionType({
  name: "SignInWithPasskeyResult",
  description: "What comes of signing in with a passkey.",
  types: () => [SignedIn, PasskeyRefused, RateLimited] as const,
  resolveType: outcomeType,
});
