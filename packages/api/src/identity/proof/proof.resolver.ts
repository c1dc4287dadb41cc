import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Public, Requires } from "../../platform/requires.ts";
import { signedIn } from "../sessions/signed-in.ts";
import { viewerOf } from "../sessions/viewer.ts";
import type { makeBeginStepUp } from "./begin-step-up.ts";
import type { makeContinueSignIn } from "./continue-sign-in.ts";
import * as results from "./proof.results.ts";
import * as types from "./proof.types.ts";
import type { makeStepUp } from "./step-up.ts";

/** The second factor of a sign-in, and proving once more who one is. */
@Resolver()
export class ProofResolver {
  constructor(
    private readonly verbs: {
      readonly continueSignIn: ReturnType<typeof makeContinueSignIn>;
      readonly beginStepUp: ReturnType<typeof makeBeginStepUp>;
      readonly stepUp: ReturnType<typeof makeStepUp>;
    },
  ) {}

  @Mutation(() => results.ContinueSignInResult, { description: "Goes on with a sign-in by its second factor." })
  @Public()
  async continueSignIn(
    @Arg("input", () => types.ContinueSignInInput, { description: "The second factor." })
    input: types.ContinueSignInInput,
    @Ctx() context: RequestContext,
  ) {
    const command = { ...input, origin: context.signInOrigin };
    return signedIn(await this.verbs.continueSignIn(context.actor, command), context);
  }

  @Mutation(() => results.BeginStepUpResult, {
    description: "Asks how to prove once more who one is. Changes nothing.",
  })
  @Requires("signed-in")
  beginStepUp(@Ctx() context: RequestContext) {
    return this.verbs.beginStepUp(context.actor as Person, context.signInOrigin);
  }

  @Mutation(() => results.StepUpResult, { description: "Proves once more who one is. The session gets a new cookie." })
  @Requires("signed-in")
  async stepUp(
    @Arg("input", () => types.StepUpInput, { description: "The proof." }) input: types.StepUpInput,
    @Ctx() context: RequestContext,
  ) {
    const command = { ...input, origin: context.signInOrigin };
    const outcome = await this.verbs.stepUp(context.actor as Person, command);
    if (outcome.type !== "SteppedUp") return outcome;
    context.begin(outcome.begun);
    return { type: outcome.type, viewer: viewerOf(context) };
  }
}
