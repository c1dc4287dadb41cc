import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Public, Requires } from "../../platform/requires.ts";
import { Account } from "../my-account/account.types.ts";
import { StepUpBegun } from "../proof/proof.types.ts";
import { viewerOf } from "../sessions/viewer.ts";
import { SignInMethod } from "../sign-in-methods/sign-in-method.types.ts";
import type { FinishFlowOutcome, makeFinishFlow } from "./finish-flow.ts";
import { LinkedAccount } from "./linked-account.types.ts";
import type { makeLinkedAccounts } from "./linked-accounts.ts";
import * as types from "./oidc.types.ts";

type LinkedAccounts = ReturnType<typeof makeLinkedAccounts>;

/** Coming back from a provider, and the accounts elsewhere that sign one in. */
@Resolver()
export class OidcResolver {
  constructor(
    private readonly verbs: {
      readonly finishFlow: ReturnType<typeof makeFinishFlow>;
      readonly unlink: LinkedAccounts["unlink"];
    },
  ) {}

  @Mutation(() => types.FinishOpenIdConnectResult, { description: "Goes on with what one was sent to a provider for." })
  @Public()
  async finishOpenIdConnect(
    @Arg("input", () => types.FinishOpenIdConnectInput, { description: "With what one comes back." })
    input: types.FinishOpenIdConnectInput,
    @Ctx() context: RequestContext,
  ) {
    const { signInOrigin: origin, flowCookie: cookie, session } = context;
    const command = { ...input, origin, cookie, sessionId: session?.id ?? null };
    return goneOn(await this.verbs.finishFlow(context.actor, command), context);
  }

  @Mutation(() => types.UnlinkIdentityResult, { description: "Unlinks an account elsewhere from one's own." })
  @Requires("signed-in")
  unlinkIdentity(
    @Arg("input", () => types.UnlinkIdentityInput, { description: "Which." }) input: types.UnlinkIdentityInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.unlink(actor as Person, input);
  }
}

const purposes = { SignedIn: "SIGN_IN", SteppedUp: "STEP_UP", AccountSaved: "LINK" } as const;

/** Whoever came back is done with the way, whatever came of it; where it went well, the request is theirs from here on. */
function goneOn(outcome: FinishFlowOutcome, context: RequestContext): object {
  context.forgetFlow();
  if ("begun" in outcome) context.begin(outcome.begun);
  const purpose = purposes[outcome.type as keyof typeof purposes];
  return purpose === undefined ? outcome : { type: "OpenIdConnectFinished", purpose, viewer: viewerOf(context) };
}

/** Where one can prove once more who one is, beside what one has here. */
@Resolver(() => StepUpBegun)
export class StepUpProvidersResolver {
  constructor(private readonly read: Pick<LinkedAccounts, "providersOf">) {}

  @FieldResolver(() => [SignInMethod], { description: "Providers at which one can prove it, where that will do." })
  @Inherits()
  providers(@Root() { methods }: StepUpBegun, @Ctx() { actor }: RequestContext) {
    return methods.includes("OPENID_CONNECT") ? this.read.providersOf(actor as Person) : [];
  }
}

/** One's accounts elsewhere, beside one's own account. */
@Resolver(() => Account)
export class LinkedAccountsResolver {
  constructor(private readonly read: Pick<LinkedAccounts, "of">) {}

  @FieldResolver(() => [LinkedAccount], {
    description: "One's accounts elsewhere that sign one in, and those that could.",
  })
  @Requires("signed-in")
  linkedAccounts(@Ctx() { actor }: RequestContext) {
    return this.read.of(actor as Person);
  }
}
