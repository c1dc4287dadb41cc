import type { Actor } from "../../platform/actor.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import type { AdmitFromDirectory, AdmitFromDirectoryOutcome } from "../directory/admit-from-directory.ts";
import { signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import {
  askDirectory,
  type AskedDirectory,
  type DirectoryAsking,
  type DirectoryCredentials,
  isProven,
} from "./ask-directory.ts";
import { directoryClaimsOf } from "./directory-claims-of.ts";
import { atTheNextBeat } from "./next-beat.ts";

/** What somebody signs in with who has an account in a directory. */
export interface SignInWithDirectoryCommand extends DirectoryCredentials {
  readonly origin: SignInOrigin;
}

/** What comes of it. That the directory cannot be asked is so for everybody alike. */
export type SignInWithDirectoryOutcome =
  | AdmitFromDirectoryOutcome
  | { readonly type: "SignInRefused" }
  | { readonly type: "DirectoryUnavailable" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps extends DirectoryAsking {
  readonly unitOfWork: UnitOfWork;
  readonly throttle: SignInThrottle;
  readonly admitFromDirectory: AdmitFromDirectory;
}

const action = { name: "session.signInWithDirectory", success: "SignedIn" } as const;

/** Signs somebody in with user name and password of a directory. */
export const makeSignInWithDirectory =
  (deps: Deps) =>
  async (actor: Actor, command: SignInWithDirectoryCommand): Promise<SignInWithDirectoryOutcome> => {
    const { unitOfWork, throttle } = deps;
    const { username, origin } = command;
    const { refuse, forgive } = await throttle.count({ what: "password", account: username, ...origin });
    if (refuse) return refuse({ action, actor, subject: { facts: { method: "LDAP" } } });
    const asked = await atTheNextBeat(askDirectory(deps, command), isProven);
    const outcome = await unitOfWork.audited<SignInWithDirectoryOutcome>(action, actor, async (work) => {
      work.concerns({ facts: { method: "LDAP" } });
      if (!("unusable" in asked)) return admitted(deps, work, { ...asked, origin });
      work.concerns({ facts: { step: asked.unusable.step } });
      return { type: "DirectoryUnavailable" };
    });
    if (outcome.type !== "SignInRefused" && outcome.type !== "DirectoryUnavailable") await forgive();
    return outcome;
  };

async function admitted(
  { admitFromDirectory, clock }: Deps,
  work: Work,
  { answer, method, origin }: Extract<AskedDirectory, { answer: unknown }> & { origin: SignInOrigin },
): Promise<SignInWithDirectoryOutcome> {
  if (!method || answer.type === "Refused") return { type: "SignInRefused" };
  // Only who knows the password is told that the directory does not let them in, or brings anything about.
  if (answer.type === "Lost" && !answer.isRight) return { type: "SignInRefused" };
  const stillOn = await signInMethodRepository(work.sql).byId(method.id);
  if (!stillOn?.isOn) return { type: "SignInRefused" };
  const claims = directoryClaimsOf(answer, method.settings, clock());
  return admitFromDirectory(work, { method: { ...method, kind: "LDAP" }, claims, origin });
}
