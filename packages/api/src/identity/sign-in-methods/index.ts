import type { Clock } from "../../platform/clock.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { OwnChange } from "../my-account/own-change.ts";
import { makeArrangeSignInMethods } from "./arrange-sign-in-methods.ts";
import type { DirectoryKind } from "./directory-kind.ts";
import { OfferedMethodsResolver, SavedMethodsResolver } from "./offered-methods.resolver.ts";
import { makeSaveSignInMethod } from "./save-sign-in-method.ts";
import { makeSignInMethodsReadModel } from "./sign-in-methods.read-model.ts";
import { SignInMethodsResolver } from "./sign-in-methods.resolver.ts";
import { makeTestSignInMethod } from "./test-sign-in-method.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly ownChange: OwnChange;
  readonly kinds: readonly DirectoryKind[];
}

/** Puts together what administrators do with the methods to sign in with. */
export function makeSignInMethods(parts: Parts): { readonly resolvers: readonly object[] } {
  const read = makeSignInMethodsReadModel(parts.reader);
  const setUp = new SignInMethodsResolver({
    read,
    save: makeSaveSignInMethod(parts),
    test: makeTestSignInMethod(parts),
    arrange: makeArrangeSignInMethods(parts.ownChange),
  });
  return { resolvers: [setUp, new OfferedMethodsResolver(read), new SavedMethodsResolver(read)] };
}
