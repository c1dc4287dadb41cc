import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Public, Requires } from "../../platform/requires.ts";
import { signedIn } from "../sessions/signed-in.ts";
import type { makeLinkDirectoryAccount } from "./link-directory-account.ts";
import {
  LinkDirectoryAccountInput,
  LinkDirectoryAccountResult,
  SignInWithDirectoryInput,
  SignInWithDirectoryResult,
} from "./ldap.types.ts";
import type { makeSignInWithDirectory } from "./sign-in-with-directory.ts";

/** Signing in with an account of a directory, and linking it to one's own. */
@Resolver()
export class LdapResolver {
  constructor(
    private readonly verbs: {
      readonly signIn: ReturnType<typeof makeSignInWithDirectory>;
      readonly link: ReturnType<typeof makeLinkDirectoryAccount>;
    },
  ) {}

  @Mutation(() => SignInWithDirectoryResult, {
    description: "Signs in with user name and password of a directory. The session comes as a cookie.",
  })
  @Public()
  async signInWithDirectory(
    @Arg("input", () => SignInWithDirectoryInput, { description: "Who signs in." }) input: SignInWithDirectoryInput,
    @Ctx() context: RequestContext,
  ) {
    return signedIn(await this.verbs.signIn(context.actor, { ...input, origin: context.signInOrigin }), context);
  }

  @Mutation(() => LinkDirectoryAccountResult, {
    description: "Links an account of a directory to one's own, after a fresh proof. It signs one in from then on.",
  })
  @Requires("signed-in")
  linkDirectoryAccount(
    @Arg("input", () => LinkDirectoryAccountInput, { description: "Which." }) input: LinkDirectoryAccountInput,
    @Ctx() { actor, signInOrigin }: RequestContext,
  ) {
    return this.verbs.link(actor as Person, { ...input, origin: signInOrigin });
  }
}
