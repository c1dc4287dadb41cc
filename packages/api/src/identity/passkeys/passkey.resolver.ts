import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public } from "../../platform/requires.ts";
import { signedIn } from "../sessions/signed-in.ts";
import type { PasskeyCeremonies } from "./passkey-ceremonies.ts";
import * as types from "./passkey.types.ts";
import type { makeSignInWithPasskey } from "./sign-in-with-passkey.ts";

/** Signing in with a passkey and nothing else. */
@Resolver()
export class PasskeyResolver {
  constructor(
    private readonly verbs: {
      readonly signingOptions: PasskeyCeremonies["signingOptions"];
      readonly signInWithPasskey: ReturnType<typeof makeSignInWithPasskey>;
    },
  ) {}

  @Mutation(() => types.BeginPasskeySignInResult, {
    description: "Asks for what an authenticator signs to sign somebody in. Changes nothing.",
  })
  @Public()
  async beginPasskeySignIn(@Ctx() { signInOrigin: { siteOrigin } }: RequestContext) {
    const optionsJson = await this.verbs.signingOptions({ purpose: "SIGN_IN", siteOrigin });
    return { type: "PasskeyOptions", optionsJson };
  }

  @Mutation(() => types.SignInWithPasskeyResult, { description: "Signs in with a passkey." })
  @Public()
  async signInWithPasskey(
    @Arg("input", () => types.SignInWithPasskeyInput, { description: "What the authenticator answered." })
    { assertionJson }: types.SignInWithPasskeyInput,
    @Ctx() context: RequestContext,
  ) {
    const command = { assertionJson, origin: context.signInOrigin };
    return signedIn(await this.verbs.signInWithPasskey(context.actor, command), context);
  }
}
