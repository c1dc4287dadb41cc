import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public } from "../../platform/requires.ts";
import type { makeClaimSetUp } from "../set-up/claim-set-up.ts";
import { Viewer } from "../accounts/user.types.ts";
import { ClaimSetUpInput, ClaimSetUpResult, SignedOut, SignInInput, SignInResult } from "./session.types.ts";
import { signedIn } from "./signed-in.ts";
import type { makeSignIn } from "./sign-in.ts";
import type { makeSignOut } from "./sign-out.ts";
import { viewerOf } from "./viewer.ts";

/** Signing in and out, and who is signed in. */
@Resolver()
export class SessionResolver {
  constructor(
    private readonly verbs: {
      readonly signIn: ReturnType<typeof makeSignIn>;
      readonly signOut: ReturnType<typeof makeSignOut>;
      readonly claimSetUp: ReturnType<typeof makeClaimSetUp>;
    },
  ) {}

  @Query(() => Viewer, { nullable: true, description: "Whoever is signed in; null when nobody is." })
  @Public()
  viewer(@Ctx() context: RequestContext) {
    return viewerOf(context);
  }

  @Mutation(() => SignInResult, { description: "Signs in with user name and password. The session comes as a cookie." })
  @Public()
  async signIn(
    @Arg("input", () => SignInInput, { description: "Who signs in." }) input: SignInInput,
    @Ctx() context: RequestContext,
  ) {
    return signedIn(await this.verbs.signIn(context.actor, { ...input, origin: context.signInOrigin }), context);
  }

  @Mutation(() => SignedOut, { description: "Signs out: ends this browser's session." })
  @Public()
  async signOut(@Ctx() context: RequestContext) {
    const outcome = await this.verbs.signOut(context.actor, context.token);
    context.end();
    return outcome;
  }

  @Mutation(() => ClaimSetUpResult, { description: "Makes the first administrator's account with the one-time link." })
  @Public()
  async claimSetUp(
    @Arg("input", () => ClaimSetUpInput, { description: "The account to make." }) input: ClaimSetUpInput,
    @Ctx() context: RequestContext,
  ) {
    return signedIn(await this.verbs.claimSetUp(context.actor, { ...input, origin: context.signInOrigin }), context);
  }
}
