import { Ctx, FieldResolver, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Inherits } from "../../platform/requires.ts";
import { Site } from "../set-up/site.types.ts";
import type { makeSignInMethodsReadModel } from "./sign-in-methods.read-model.ts";
import { SignInMethodsSaved } from "./sign-in-methods.results.ts";
import { SignInMethod, SignInMethodSetUp } from "./sign-in-method.types.ts";

type Read = ReturnType<typeof makeSignInMethodsReadModel>;

/** What everybody may know of the methods before signing in. */
@Resolver(() => Site)
export class OfferedMethodsResolver {
  constructor(private readonly read: Read) {}

  @FieldResolver(() => [SignInMethod], { description: "What one can sign in with, the first one first." })
  @Inherits()
  signInMethods() {
    return this.read.offered();
  }
}

/** All methods after a change. */
@Resolver(() => SignInMethodsSaved)
export class SavedMethodsResolver {
  constructor(private readonly read: Read) {}

  @FieldResolver(() => [SignInMethodSetUp], { description: "All of them as they are now, in order." })
  @Inherits()
  signInMethods(@Ctx() { signInOrigin }: RequestContext) {
    return this.read.setUp(signInOrigin.siteOrigin);
  }
}
