import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import type { makeArrangeSignInMethods } from "./arrange-sign-in-methods.ts";
import { draftFrom, testedFrom } from "./draft-from.ts";
import type { makeSaveSignInMethod } from "./save-sign-in-method.ts";
import type { makeSignInMethodsReadModel } from "./sign-in-methods.read-model.ts";
import * as results from "./sign-in-methods.results.ts";
import * as types from "./sign-in-method.types.ts";
import type { makeTestSignInMethod } from "./test-sign-in-method.ts";

const builtIn = { type: "SignInMethodNotFound" } as const;

/** The methods to sign in with, as administrators set them up. */
@Resolver()
export class SignInMethodsResolver {
  constructor(
    private readonly verbs: {
      readonly read: ReturnType<typeof makeSignInMethodsReadModel>;
      readonly save: ReturnType<typeof makeSaveSignInMethod>;
      readonly test: ReturnType<typeof makeTestSignInMethod>;
      readonly arrange: ReturnType<typeof makeArrangeSignInMethods>;
    },
  ) {}

  @Query(() => [types.SignInMethodSetUp], { description: "All methods to sign in with, in the order of the page." })
  @Requires("sign-in:configure")
  signInMethods(@Ctx() { signInOrigin }: RequestContext) {
    return this.verbs.read.setUp(signInOrigin.siteOrigin);
  }

  @Mutation(() => results.SaveSignInMethodResult, { description: "Adds a provider or directory, or changes it." })
  @Requires("sign-in:configure")
  saveSignInMethod(
    @Arg("input", () => types.SaveSignInMethodInput, { description: "The method." })
    input: types.SaveSignInMethodInput,
    @Ctx() { actor }: RequestContext,
  ) {
    const draft = draftFrom(input);
    return draft ? this.verbs.save(actor as Person, draft) : builtIn;
  }

  @Mutation(() => results.TestSignInMethodResult, {
    description: "Tries out how a method would be set up, or what is built in, step by step, and keeps nothing.",
  })
  @Requires("sign-in:configure")
  testSignInMethod(
    @Arg("input", () => types.TestSignInMethodInput, { description: "The method." })
    input: types.TestSignInMethodInput,
    @Ctx() { actor, signInOrigin: { siteOrigin } }: RequestContext,
  ) {
    return this.verbs.test(actor as Person, testedFrom(input), siteOrigin);
  }

  @Mutation(() => results.SwitchSignInMethodResult, { description: "Switches a method on or off." })
  @Requires("sign-in:configure")
  switchSignInMethod(
    @Arg("input", () => types.SwitchSignInMethodInput, { description: "Which." }) input: types.SwitchSignInMethodInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.arrange.switch(actor as Person, input);
  }

  @Mutation(() => results.OrderSignInMethodsResult, { description: "Puts the methods into another order." })
  @Requires("sign-in:configure")
  orderSignInMethods(
    @Arg("input", () => types.OrderSignInMethodsInput, { description: "The order." })
    input: types.OrderSignInMethodsInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.arrange.order(actor as Person, input);
  }

  @Mutation(() => results.RemoveSignInMethodResult, {
    description: "Takes a provider or directory away. Accounts that came from it stay, without this way to sign in.",
  })
  @Requires("sign-in:configure")
  removeSignInMethod(
    @Arg("input", () => types.RemoveSignInMethodInput, { description: "Which." }) input: types.RemoveSignInMethodInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.arrange.remove(actor as Person, input);
  }
}
