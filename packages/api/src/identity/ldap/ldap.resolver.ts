import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public } from "../../platform/requires.ts";
import { signedIn } from "../sessions/signed-in.ts";
import { SignInWithDirectoryInput, SignInWithDirectoryResult } from "./ldap.types.ts";
import type { makeSignInWithDirectory } from "./sign-in-with-directory.ts";

/** Signing in with an account of a directory. */
@Resolver()
export class LdapResolver {
  constructor(private readonly signIn: ReturnType<typeof makeSignInWithDirectory>) {}

  @Mutation(() => SignInWithDirectoryResult, {
    description: "Signs in with user name and password of a directory. The session comes as a cookie.",
  })
  @Public()
  async signInWithDirectory(
    @Arg("input", () => SignInWithDirectoryInput, { description: "Who signs in." }) input: SignInWithDirectoryInput,
    @Ctx() context: RequestContext,
  ) {
    return signedIn(await this.signIn(context.actor, { ...input, origin: context.signInOrigin }), context);
  }
}
