import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public, Requires } from "../../platform/requires.ts";
import { signedIn } from "../sessions/signed-in.ts";
import type { makeInvitations } from "./accept-invitation.ts";
import * as types from "./invitation.types.ts";
import type { makeInviteUser } from "./invite-user.ts";
import type { makeResetUserSignIn } from "./reset-user-sign-in.ts";
import type { makeSetUserState } from "./set-user-state.ts";

/** Inviting people, resetting how they sign in, moving their accounts; and what they do with their link. */
@Resolver()
export class InvitationResolver {
  constructor(
    private readonly verbs: {
      readonly inviteUser: ReturnType<typeof makeInviteUser>;
      readonly resetUserSignIn: ReturnType<typeof makeResetUserSignIn>;
      readonly setUserState: ReturnType<typeof makeSetUserState>;
      readonly invitations: ReturnType<typeof makeInvitations>;
    },
  ) {}

  @Mutation(() => types.InviteUserResult, { description: "Gives a person an account and a one-time link." })
  @Requires("user:write")
  inviteUser(
    @Arg("input", () => types.InviteUserInput, { description: "The person." }) input: types.InviteUserInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.inviteUser(actor, input);
  }

  @Mutation(() => types.ResetUserSignInResult, {
    description: "Takes all ways to sign in away from a person, ends their sessions, and makes a one-time link.",
  })
  @Requires("user:write")
  resetUserSignIn(
    @Arg("input", () => types.ResetUserSignInInput, { description: "Which person." }) input: types.ResetUserSignInInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.resetUserSignIn(actor, input);
  }

  @Mutation(() => types.SetUserStateResult, { description: "Moves an account to another state." })
  @Requires("user:write")
  setUserState(
    @Arg("input", () => types.SetUserStateInput, { description: "Which, and where to." })
    input: types.SetUserStateInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.setUserState(actor, input);
  }

  @Mutation(() => types.OpenInvitationResult, { description: "Looks at a one-time link without using it." })
  @Public()
  openInvitation(
    @Arg("input", () => types.OpenInvitationInput, { description: "The link." }) input: types.OpenInvitationInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.invitations.open(context.actor, { ...input, origin: context.signInOrigin });
  }

  @Mutation(() => types.AcceptInvitationResult, { description: "Sets a password with a one-time link, and signs in." })
  @Public()
  async acceptInvitation(
    @Arg("input", () => types.AcceptInvitationInput, { description: "The link and the password." })
    input: types.AcceptInvitationInput,
    @Ctx() context: RequestContext,
  ) {
    const command = { ...input, origin: context.signInOrigin };
    return signedIn(await this.verbs.invitations.accept(context.actor, command), context);
  }
}
