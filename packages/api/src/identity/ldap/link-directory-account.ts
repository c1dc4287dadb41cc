import type { Person } from "../../platform/actor.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { LinkIdentity, LinkIdentityOutcome } from "../oidc/link-identity.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { askDirectory, type DirectoryAsking, type DirectoryCredentials } from "./ask-directory.ts";
import { directoryClaimsOf } from "./directory-claims-of.ts";

/** What comes of linking an account of a directory to one's own. */
export type LinkDirectoryAccountOutcome =
  | LinkIdentityOutcome
  | { readonly type: "SignInRefused" }
  | { readonly type: "DirectoryUnavailable" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps extends DirectoryAsking {
  readonly unitOfWork: UnitOfWork;
  readonly throttle: SignInThrottle;
  readonly linkIdentity: LinkIdentity;
}

const action = { name: "account.linkIdentity", success: "AccountSaved" } as const;

/**
 * Links an account of a directory to the account of whoever is signed in, who proves both: the way in for those whom no
 * rule lets in, such as administrators.
 */
export const makeLinkDirectoryAccount =
  (deps: Deps) =>
  async (
    person: Person,
    { origin, ...given }: DirectoryCredentials & { readonly origin: SignInOrigin },
  ): Promise<LinkDirectoryAccountOutcome> => {
    const { unitOfWork, throttle, linkIdentity, clock } = deps;
    const attempt = { what: "password", account: given.username, ...origin } as const;
    const facts = { method: "LDAP", methodId: given.methodId.slice(0, 36) };
    const { refuse, forgive } = await throttle.count(attempt);
    if (refuse) return refuse({ action, actor: person, subject: { facts } });
    const asked = await askDirectory(deps, given);
    const outcome = await unitOfWork.audited<LinkDirectoryAccountOutcome>(action, person, async (work) => {
      work.concerns({ facts });
      if ("unusable" in asked) return { type: "DirectoryUnavailable" };
      const { answer, method } = asked;
      const isRight = answer.type === "Proven" || (answer.type === "Lost" && answer.isRight);
      if (!method || !isRight) return { type: "SignInRefused" };
      const claims = directoryClaimsOf(answer, method.settings, clock());
      return linkIdentity(work, person, { methodId: method.id, claims });
    });
    if ("answer" in asked && outcome.type !== "SignInRefused") await forgive();
    return outcome;
  };
