import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import * as results from "./account-changes.results.ts";
import * as types from "./account-changes.types.ts";
import type { makeChangePassword } from "./change-password.ts";
import type { makeChangePersonalDetails } from "./change-personal-details.ts";
import type { makeEndSessions } from "./end-sessions.ts";
import type { makeMakeRecoveryCodes } from "./make-own-recovery-codes.ts";
import type { makeOwnPasskeys } from "./own-passkeys.ts";
import type { makeOwnTotp } from "./own-totp.ts";

/** What people can do with their own account. */
export interface AccountVerbs {
  readonly passkeys: ReturnType<typeof makeOwnPasskeys>;
  readonly totp: ReturnType<typeof makeOwnTotp>;
  readonly makeRecoveryCodes: ReturnType<typeof makeMakeRecoveryCodes>;
  readonly changePassword: ReturnType<typeof makeChangePassword>;
  readonly changePersonalDetails: ReturnType<typeof makeChangePersonalDetails>;
  readonly sessions: ReturnType<typeof makeEndSessions>;
}

/** Changes of one's own account: who that is comes from the session, never from an argument. */
@Resolver()
export class AccountChangesResolver {
  constructor(private readonly verbs: AccountVerbs) {}

  @Mutation(() => results.BeginAddPasskeyResult, {
    description: "Asks for a passkey to add. Needs a fresh proof, like every change of one's account.",
  })
  @Requires("signed-in")
  beginAddPasskey(@Ctx() context: RequestContext) {
    return this.verbs.passkeys.begin(personIn(context), context.signInOrigin.siteOrigin);
  }

  @Mutation(() => results.AddPasskeyResult, { description: "Adds a passkey." })
  @Requires("signed-in")
  addPasskey(
    @Arg("input", () => types.AddPasskeyInput, { description: "What it is done with." }) input: types.AddPasskeyInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.passkeys.add(personIn(context), { ...input, siteOrigin: context.signInOrigin.siteOrigin });
  }

  @Mutation(() => results.RenamePasskeyResult, { description: "Gives a passkey another name." })
  @Requires("signed-in")
  renamePasskey(
    @Arg("input", () => types.RenamePasskeyInput, { description: "What it is done with." })
    input: types.RenamePasskeyInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.passkeys.rename(personIn(context), input);
  }

  @Mutation(() => results.RemovePasskeyResult, { description: "Takes a passkey away." })
  @Requires("signed-in")
  removePasskey(
    @Arg("input", () => types.RemovePasskeyInput, { description: "What it is done with." })
    input: types.RemovePasskeyInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.passkeys.remove(personIn(context), input);
  }

  @Mutation(() => results.BeginAddTotpResult, {
    description:
      "Asks for the secret of an authenticator app; the one in use goes on working until the new one's first code.",
  })
  @Requires("signed-in")
  beginAddTotp(@Ctx() context: RequestContext) {
    return this.verbs.totp.begin(personIn(context));
  }

  @Mutation(() => results.ConfirmTotpResult, { description: "Sets the authenticator app up with its first code." })
  @Requires("signed-in")
  confirmTotp(
    @Arg("input", () => types.ConfirmTotpInput, { description: "What it is done with." }) input: types.ConfirmTotpInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.totp.confirm(personIn(context), input);
  }

  @Mutation(() => results.RemoveTotpResult, { description: "Takes the authenticator app away." })
  @Requires("signed-in")
  removeTotp(@Ctx() context: RequestContext) {
    return this.verbs.totp.remove(personIn(context));
  }

  @Mutation(() => results.MakeRecoveryCodesResult, {
    description: "Makes ten recovery codes; earlier ones are worth nothing.",
  })
  @Requires("signed-in")
  makeRecoveryCodes(@Ctx() context: RequestContext) {
    return this.verbs.makeRecoveryCodes(personIn(context));
  }

  @Mutation(() => results.ChangePasswordResult, {
    description: "Gives oneself another password, and ends one's other sessions.",
  })
  @Requires("signed-in")
  changePassword(
    @Arg("input", () => types.ChangePasswordInput, { description: "What it is done with." })
    input: types.ChangePasswordInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.changePassword(personIn(context), input);
  }

  @Mutation(() => results.ChangePersonalDetailsResult, { description: "Changes one's name and mail address." })
  @Requires("signed-in")
  changePersonalDetails(
    @Arg("input", () => types.ChangePersonalDetailsInput, { description: "What it is done with." })
    input: types.ChangePersonalDetailsInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.changePersonalDetails(personIn(context), input);
  }

  @Mutation(() => results.EndSessionResult, { description: "Ends one of one's sessions." })
  @Requires("signed-in")
  endSession(
    @Arg("input", () => types.EndSessionInput, { description: "What it is done with." }) input: types.EndSessionInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.sessions.one(personIn(context), input);
  }

  @Mutation(() => results.EndOtherSessionsResult, { description: "Ends all of one's sessions but this one." })
  @Requires("signed-in")
  endOtherSessions(@Ctx() context: RequestContext) {
    return this.verbs.sessions.others(personIn(context));
  }
}

/** `@Requires` has made sure that somebody is signed in. */
const personIn = ({ actor }: RequestContext) => actor as Person;
