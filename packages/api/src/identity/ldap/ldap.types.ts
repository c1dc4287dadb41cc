import { createUnionType, Field, ID, InputType, ObjectType } from "type-graphql";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { DirectoryAccessEnded, NoAccountHere } from "../directory/directory-refusals.types.ts";
import { AccountSaved } from "../my-account/account-changes.types.ts";
import { IdentityTaken } from "../oidc/oidc.types.ts";
import { SecondFactorNeeded, StepUpNeeded } from "../proof/proof.types.ts";
import { RateLimited, SignedIn, SignInRefused } from "../sessions/session.types.ts";

@InputType({ description: "What somebody signs in with who has an account in a directory." })
export class SignInWithDirectoryInput {
  @Field(() => ID, { description: "Of the method: see `site.signInMethods`." })
  methodId: string;

  @Field(() => String, { description: "User name in the directory." })
  username: string;

  @Field(() => String, { description: "Password in the directory." })
  password: string;
}

@InputType({ description: "The account of a directory that one links to one's own." })
export class LinkDirectoryAccountInput {
  @Field(() => ID, { description: "Of the method: see `account.linkedAccounts`." })
  methodId: string;

  @Field(() => String, { description: "User name in the directory." })
  username: string;

  @Field(() => String, { description: "Password in the directory." })
  password: string;
}

@ObjectType({
  implements: Refusal,
  description: "The directory cannot be asked just now. That is so for everybody, and tells nothing of the user name.",
})
export class DirectoryUnavailable {}

/** What comes of `signInWithDirectory`. */
export const SignInWithDirectoryResult = createUnionType({
  name: "SignInWithDirectoryResult",
  description: "What comes of signing in with an account of a directory.",
  types: () =>
    [
      SignedIn,
      SecondFactorNeeded,
      SignInRefused,
      RateLimited,
      DirectoryUnavailable,
      NoAccountHere,
      DirectoryAccessEnded,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `linkDirectoryAccount`. */
export const LinkDirectoryAccountResult = createUnionType({
  name: "LinkDirectoryAccountResult",
  description: "What comes of linking an account of a directory to one's own.",
  types: () =>
    [
      AccountSaved,
      SignInRefused,
      DirectoryAccessEnded,
      DirectoryUnavailable,
      IdentityTaken,
      StepUpNeeded,
      RateLimited,
    ] as const,
  resolveType: outcomeType,
});
