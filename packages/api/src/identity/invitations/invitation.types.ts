import type { Role } from "@unlatch/core/access/permissions";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";
import { RoleEnum, User, UserStateEnum } from "../accounts/user.types.ts";
import { StepUpNeeded } from "../proof/proof.types.ts";
import { BeyondOwnPermissions } from "../roles/beyond-own-permissions.types.ts";
import { EmailUnusable } from "../my-account/account-changes.types.ts";
import {
  DisplayNameUnusable,
  PasswordTooWeak,
  RateLimited,
  SignedIn,
  UsernameTaken,
  UsernameUnusable,
} from "../sessions/session.types.ts";
import { type LinkPurpose, linkPurposes } from "./link-purposes.ts";

const LinkPurposeEnum = enumOf(linkPurposes);
registerEnumType(LinkPurposeEnum, {
  name: "LinkPurpose",
  description: "What a one-time link is for.",
  valuesConfig: {
    INVITATION: { description: "Setting a first password." },
    RESET: { description: "Setting a new one, after the ways to sign in were reset." },
  },
});

@InputType({ description: "A person who gets an account and a link." })
export class InviteUserInput {
  @Field(() => String, { description: "What to sign in with: 1 to 64 letters, digits and `. _ @ + -`." })
  username: string;

  @Field(() => String, { description: "What people call them: 1 to 200 characters." })
  displayName: string;

  @Field(() => RoleEnum, { description: "What they come for." })
  role: Role;

  @Field(() => String, { nullable: true, description: "Where notices go; null for none." })
  email?: string | null;
}

@InputType({ description: "A person who lost their ways to sign in." })
export class ResetUserSignInInput {
  @Field(() => ID, { description: "Which person." })
  userId: string;
}

@InputType({ description: "An account and the state it is to have." })
export class SetUserStateInput {
  @Field(() => ID, { description: "Which person." })
  userId: string;

  @Field(() => UserStateEnum, { description: "The state to move to." })
  state: UserState;
}

@InputType({ description: "A one-time link." })
export class OpenInvitationInput {
  @Field(() => String, { description: "What follows the `#` of the link." })
  token: string;
}

@InputType({ description: "A one-time link and the password to set." })
export class AcceptInvitationInput {
  @Field(() => String, { description: "What follows the `#` of the link." })
  token: string;

  @Field(() => String, { description: "15 to 256 characters of any kind." })
  password: string;
}

@ObjectType({ description: "The person has an account; the link is shown this once." })
export class UserInvited {
  @Field(() => User, { description: "The person." })
  user: User;

  @Field(() => String, { description: "The link, without the site's origin: `/invitation#…`." })
  link: string;

  @Field(() => DateTime, { description: "Until when it works." })
  expiresAt: Date;
}

@ObjectType({
  description: "The person's ways to sign in are gone and their sessions over; the link is shown this once.",
})
export class UserSignInReset {
  @Field(() => User, { description: "The person." })
  user: User;

  @Field(() => String, { description: "The link, without the site's origin: `/invitation#…`." })
  link: string;

  @Field(() => DateTime, { description: "Until when it works." })
  expiresAt: Date;
}

@ObjectType({ description: "The account is in another state." })
export class UserStateSet {
  @Field(() => User, { description: "The person." })
  user: User;
}

@ObjectType({ description: "A link that works, and whose it is." })
export class InvitationOpened {
  @Field(() => User, { description: "The person who is to set a password." })
  user: User;

  @Field(() => LinkPurposeEnum, { description: "What the link is for." })
  purpose: LinkPurpose;

  @Field(() => DateTime, { description: "Until when it works." })
  expiresAt: Date;
}

@ObjectType({ implements: Refusal, description: "There is no such person." })
export class UserNotFound {}

@ObjectType({ implements: Refusal, description: "The account is out of use; nobody signs in with it." })
export class UserOutOfUse {}

@ObjectType({ implements: Refusal, description: "No arrow leads from the account's state to this one." })
export class UserStateNotReachable {
  @Field(() => UserStateEnum, { description: "The state the account is in." })
  state: UserState;
}

@ObjectType({ implements: Refusal, description: "Nobody else could administrate the installation." })
export class LastAdministrator {}

@ObjectType({ implements: Refusal, description: "The link was used, is too old, or never was one." })
export class InvitationRefused {}

/** What comes of `inviteUser`. */
export const InviteUserResult = createUnionType({
  name: "InviteUserResult",
  description: "What comes of inviting a person.",
  types: () =>
    [
      UserInvited,
      UsernameTaken,
      UsernameUnusable,
      DisplayNameUnusable,
      EmailUnusable,
      BeyondOwnPermissions,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `resetUserSignIn`. */
export const ResetUserSignInResult = createUnionType({
  name: "ResetUserSignInResult",
  description: "What comes of resetting how a person signs in.",
  types: () => [UserSignInReset, UserNotFound, UserOutOfUse, BeyondOwnPermissions, StepUpNeeded, NotPermitted] as const,
  resolveType: outcomeType,
});

/** What comes of `setUserState`. */
export const SetUserStateResult = createUnionType({
  name: "SetUserStateResult",
  description: "What comes of moving an account to another state.",
  types: () =>
    [UserStateSet, UserNotFound, UserStateNotReachable, LastAdministrator, BeyondOwnPermissions, NotPermitted] as const,
  resolveType: outcomeType,
});

/** What comes of `openInvitation`. */
export const OpenInvitationResult = createUnionType({
  name: "OpenInvitationResult",
  description: "What comes of looking at a one-time link.",
  types: () => [InvitationOpened, InvitationRefused, RateLimited] as const,
  resolveType: outcomeType,
});

/** What comes of `acceptInvitation`. */
export const AcceptInvitationResult = createUnionType({
  name: "AcceptInvitationResult",
  description: "What comes of using a one-time link.",
  types: () => [SignedIn, InvitationRefused, PasswordTooWeak, RateLimited] as const,
  resolveType: outcomeType,
});
