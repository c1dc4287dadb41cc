import { createUnionType, Field, InputType, Int, ObjectType } from "type-graphql";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { SecondFactorNeeded } from "../proof/proof.types.ts";
import { Viewer } from "../accounts/user.types.ts";

@InputType({ description: "What somebody signs in with." })
export class SignInInput {
  @Field(() => String, { description: "User name, in any case." })
  username: string;

  @Field(() => String, { description: "Password." })
  password: string;
}

@InputType({ description: "What the first administrator makes their account with." })
export class ClaimSetUpInput {
  @Field(() => String, { description: "Token of the one-time link that the server printed: what follows the `#`." })
  token: string;

  @Field(() => String, { description: "What to sign in with from now on: 1 to 64 letters, digits and `. _ @ + -`." })
  username: string;

  @Field(() => String, { description: "What people call the administrator: 1 to 200 characters." })
  displayName: string;

  @Field(() => String, { description: "15 to 256 characters of any kind." })
  password: string;
}

@ObjectType({ description: "Somebody is signed in; the session is in the cookie." })
export class SignedIn {
  @Field(() => Viewer, { description: "Who is signed in now." })
  viewer: Viewer;
}

@ObjectType({ description: "The session is over and its cookie worth nothing." })
export class SignedOut {
  @Field(() => Boolean, { description: "Whether there was a session to end." })
  signedOut: boolean;
}

@ObjectType({ implements: Refusal, description: "User name and password do not go together." })
export class SignInRefused {}

@ObjectType({ implements: Refusal, description: "Too many tries in a short time." })
export class RateLimited {
  @Field(() => Int, { description: "Seconds until it is worth trying again." })
  retryAfterSeconds: number;
}

@ObjectType({ implements: Refusal, description: "The set-up link was used, is too old, or never was one." })
export class SetUpRefused {}

@ObjectType({ implements: Refusal, description: "Somebody else has this user name, in one case or another." })
export class UsernameTaken {}

@ObjectType({ implements: Refusal, description: "The user name is empty, too long, or has other characters." })
export class UsernameUnusable {}

@ObjectType({ implements: Refusal, description: "The name is empty, too long, or has characters nobody can see." })
export class DisplayNameUnusable {}

@ObjectType({ implements: Refusal, description: "The password is too short, too long, or one that is guessed first." })
export class PasswordTooWeak {}

/** What comes of `signIn`. */
export const SignInResult = createUnionType({
  name: "SignInResult",
  description: "What comes of signing in.",
  types: () => [SignedIn, SecondFactorNeeded, SignInRefused, RateLimited] as const,
  resolveType: outcomeType,
});

/** What comes of `claimSetUp`. */
export const ClaimSetUpResult = createUnionType({
  name: "ClaimSetUpResult",
  description: "What comes of claiming the set-up link.",
  types: () =>
    [
      SignedIn,
      SetUpRefused,
      UsernameTaken,
      UsernameUnusable,
      DisplayNameUnusable,
      PasswordTooWeak,
      RateLimited,
    ] as const,
  resolveType: outcomeType,
});
