import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public } from "../../platform/requires.ts";
import type { ClaimSetUpOutcome, makeClaimSetUp } from "../set-up/claim-set-up.ts";
import { Viewer } from "../accounts/user.types.ts";
import { ClaimSetUpInput, ClaimSetUpResult, SignedOut, SignInInput, SignInResult } from "./session.types.ts";
import type { makeSignIn, SignInOutcome } from "./sign-in.ts";
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
    const origin = { address: context.address, tokenBefore: context.token };
    return signedIn(await this.verbs.signIn(context.actor, { ...input, ...origin }), context);
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
    const origin = { address: context.address, tokenBefore: context.token };
    return signedIn(await this.verbs.claimSetUp(context.actor, { ...input, ...origin }), context);
  }
}

/** From here on the request is the person's who signed in; their token goes into the cookie and not into the answer. */
function signedIn(outcome: SignInOutcome | ClaimSetUpOutcome, context: RequestContext) {
  if (outcome.type !== "SignedIn") return outcome;
  context.begin(outcome.begun);
  return { type: outcome.type, viewer: viewerOf(context) };
}
