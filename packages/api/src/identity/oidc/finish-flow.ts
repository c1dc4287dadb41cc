import type { Actor, Person } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork, Work } from "../../platform/unit-of-work.ts";
import type { AdmitFromDirectory, AdmitFromDirectoryOutcome } from "../directory/admit-from-directory.ts";
import type { DirectoryClaims } from "../directory/directory-claims.ts";
import { hashOfToken } from "../sessions/session-token.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { type ExchangeOutcome, exchangeCode } from "./exchange-code.ts";
import type { LinkIdentity, LinkIdentityOutcome } from "./link-identity.ts";
import type { OidcSettings } from "./oidc-settings.ts";
import type { ProviderConfiguration } from "./provider-configuration.ts";
import { flowLifeMs, type FlowSeal, type SignInFlow } from "./sign-in-flow.ts";
import { spentStateRepository } from "./spent-state.repository.ts";
import type { StepUpElsewhere, StepUpElsewhereOutcome } from "./step-up-elsewhere.ts";

/** With what somebody comes back from a provider. */
export interface FinishFlowCommand {
  /** Of the address that the provider sent them to. */
  readonly methodId: string;
  /** What followed the `?` there. */
  readonly answer: string;
  /** The cookie that the browser took along. */
  readonly cookie: string | null;
  readonly sessionId: string | null;
  readonly origin: SignInOrigin;
}

/** What comes of it. */
export type FinishFlowOutcome =
  | AdmitFromDirectoryOutcome
  | StepUpElsewhereOutcome
  | LinkIdentityOutcome
  | Exclude<ExchangeOutcome, { type: "Vouched" }>
  | { readonly type: "ReturnUnknown" }
  | { readonly type: "RateLimited"; readonly retryAfterSeconds: number };

interface Deps {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly throttle: SignInThrottle;
  readonly flows: FlowSeal;
  readonly openMethod: (id: string) => Promise<DirectoryMethod<OidcSettings> | null>;
  readonly configurationOf: ProviderConfiguration;
  readonly admitFromDirectory: AdmitFromDirectory;
  readonly stepUpElsewhere: StepUpElsewhere;
  readonly linkIdentity: LinkIdentity;
}

interface Arrival {
  readonly flow: SignInFlow;
  readonly method: DirectoryMethod<OidcSettings>;
  readonly claims: DirectoryClaims;
  readonly origin: SignInOrigin;
}

const success: FinishFlowOutcome["type"][] = ["SignedIn", "SteppedUp", "AccountSaved", "SecondFactorNeeded"];
const action = { name: "session.finishOpenIdConnect", success };

/** Goes on with what somebody was sent to a provider for. Each state counts once, in the browser that it was made for. */
export const makeFinishFlow =
  (deps: Deps) =>
  async (actor: Actor, command: FinishFlowCommand): Promise<FinishFlowOutcome> => {
    const { unitOfWork, clock, throttle } = deps;
    // Counted before the provider is asked, so that nobody has us ask it for ever; what is right is taken back at once.
    const attempt = { what: "second factor", account: "", ...command.origin, deviceToken: null } as const;
    const { refuse, forgive } = await throttle.count(attempt);
    if (refuse) return refuse({ action, actor });
    const flow = flowOf(deps, command);
    const exchanged = flow && (await exchange(deps, flow, command));
    if (exchanged?.type === "Arrived") await forgive();
    return unitOfWork.audited<FinishFlowOutcome>(action, actor, async (work) => {
      if (!flow || !exchanged) return { type: "ReturnUnknown" };
      work.concerns({ facts: { methodId: flow.methodId } });
      const spent = spentStateRepository(work.sql);
      const isFirst = await spent.spend(hashOfToken(flow.state), {
        now: clock(),
        expiresAt: new Date(flow.beganAt.getTime() + flowLifeMs),
      });
      if (!isFirst) return { type: "ReturnUnknown" };
      if ("cause" in exchanged) work.concerns({ facts: { cause: exchanged.cause } });
      return exchanged.type === "Arrived" ? goOn(deps, work, { actor, arrival: exchanged.arrival }) : exchanged;
    });
  };

/** @returns the flow that an answer belongs to: same browser, same method, same session, in time */
function flowOf({ flows, clock }: Deps, { cookie, methodId, answer, sessionId }: FinishFlowCommand): SignInFlow | null {
  const flow = flows.open(cookie, clock());
  const isOurs = flow?.methodId === methodId && new URLSearchParams(answer).get("state") === flow.state;
  return isOurs && (flow.sessionId === null || flow.sessionId === sessionId) ? flow : null;
}

async function exchange(
  { reader, openMethod, configurationOf }: Deps,
  flow: SignInFlow,
  { answer, origin }: FinishFlowCommand,
) {
  if (await spentStateRepository(reader).isSpent(hashOfToken(flow.state))) return null;
  const method = await openMethod(flow.methodId);
  if (!method) return null;
  const outcome = await exchangeCode(configurationOf, method, { flow, answer });
  method.secret?.fill(0);
  if (outcome.type !== "Vouched") return outcome;
  return { type: "Arrived", arrival: { flow, method, claims: outcome.claims, origin } as Arrival } as const;
}

async function goOn(
  { admitFromDirectory, stepUpElsewhere, linkIdentity }: Deps,
  work: Work,
  { actor, arrival }: { actor: Actor; arrival: Arrival },
): Promise<FinishFlowOutcome> {
  const { flow, claims, origin } = arrival;
  // It may have been switched off or taken away while the provider was asked.
  const stillOn = await signInMethodRepository(work.sql).byId(arrival.method.id);
  if (!stillOn?.isOn) return { type: "ReturnUnknown" };
  const method = { id: arrival.method.id, kind: "OPENID_CONNECT", rules: arrival.method.rules } as const;
  switch (flow.purpose) {
    case "SIGN_IN":
      return admitFromDirectory(work, { method, claims, origin });
    case "STEP_UP":
      return stepUpElsewhere(work, actor as Person, { methodId: method.id, claims });
    case "LINK":
      return linkIdentity(work, actor as Person, { methodId: method.id, claims });
    default:
      return flow.purpose satisfies never;
  }
}
