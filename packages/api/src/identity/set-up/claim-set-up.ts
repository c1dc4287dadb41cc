import type { Actor } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import type { makeBeginSession } from "../sessions/begin-session.ts";
import { checkAccount, type AccountRefusal } from "../accounts/check-account.ts";
import { hashPassword } from "../accounts/password-hash.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import { setUpLinkRepository } from "./set-up-link.repository.ts";
import type { SignedInOutcome } from "../sessions/admit-person.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { type UserRecord, userRepository } from "../accounts/user.repository.ts";

/** What the first administrator makes their account with. */
export interface ClaimSetUpCommand {
  /** Of the link that the server printed. */
  readonly token: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly origin: SignInOrigin;
}

/** What comes of it. `SetUpRefused` does not say whether the link was used, too old or never there. */
export type ClaimSetUpOutcome =
  | SignedInOutcome
  | { readonly type: "SetUpRefused" }
  | { readonly type: "UsernameTaken" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number }
  | AccountRefusal;

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly throttle: SignInThrottle;
  readonly beginSession: ReturnType<typeof makeBeginSession>;
}

const action = { name: "setUp.claim", success: "SignedIn" } as const;

/** Makes the first administrator's account for whoever holds the one-time link, and signs them in. */
export const makeClaimSetUp =
  (deps: Deps) =>
  async (actor: Actor, command: ClaimSetUpCommand): Promise<ClaimSetUpOutcome> => {
    const attempt = { what: "link", account: "", ...command.origin, deviceToken: null } as const;
    const { refuse } = await deps.throttle.count(attempt);
    if (refuse) return refuse({ action, actor });
    const refusal = await refusalBeforeHashing(deps, command);
    const passwordHash = refusal ? null : await hashPassword(command.password);
    return deps.unitOfWork.audited<ClaimSetUpOutcome>(action, actor, async (work) =>
      passwordHash === null ? (refusal ?? { type: "SetUpRefused" }) : claim(deps, work, { command, passwordHash }),
    );
  };

/** A stranger without a link is turned away before any work is done for them. */
async function refusalBeforeHashing({ reader, clock }: Deps, command: ClaimSetUpCommand) {
  const isUsable = await setUpLinkRepository(reader).isUsable(hashOfToken(command.token), clock());
  return isUsable ? checkAccount(command) : ({ type: "SetUpRefused" } as const);
}

async function claim(
  { clock, random, beginSession }: Deps,
  { sql, concerns }: Work,
  { command, passwordHash }: { command: ClaimSetUpCommand; passwordHash: string },
): Promise<ClaimSetUpOutcome> {
  const links = setUpLinkRepository(sql);
  const tokenHash = hashOfToken(command.token);
  const users = userRepository(sql);
  if (!(await links.lockUsable(tokenHash, clock())) || (await users.hasAdministrator()))
    return { type: "SetUpRefused" };
  const [username, displayName] = [command.username.trim(), command.displayName.trim()];
  const user: UserRecord = {
    id: random.id(),
    username,
    displayName,
    role: "ADMINISTRATOR",
    state: "ACTIVE",
    version: 1,
  };
  if (!(await users.add(user, passwordHash, clock()))) return { type: "UsernameTaken" };
  await links.use(tokenHash, clock());
  const begun = await beginSession(sql, user, { ...command.origin, provedWith: ["LINK"] });
  concerns({ actor: begun.person, subjectUserId: user.id, subjectName: username });
  return { type: "SignedIn", begun };
}
