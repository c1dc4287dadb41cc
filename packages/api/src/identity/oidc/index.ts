import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { AdmitFromDirectory } from "../directory/admit-from-directory.ts";
import type { OwnChange } from "../my-account/own-change.ts";
import { makeOpenMethod } from "../sign-in-methods/open-method.ts";
import type { SignInThrottle } from "../throttle/sign-in-throttle.ts";
import { makeBeginFlow } from "./begin-flow.ts";
import { makeFinishFlow } from "./finish-flow.ts";
import { makeLinkedAccounts } from "./linked-accounts.ts";
import { makeLinkIdentity } from "./link-identity.ts";
import { LinkedAccountsResolver, OidcResolver, StepUpProvidersResolver } from "./oidc.resolver.ts";
import { openIdConnectKind } from "./openid-connect-kind.ts";
import { makeProviderConfiguration } from "./provider-configuration.ts";
import { makeFlowSeal } from "./sign-in-flow.ts";
import { makeStepUpElsewhere } from "./step-up-elsewhere.ts";

interface Parts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly seal: SecretSeal;
  readonly throttle: SignInThrottle;
  readonly ownChange: OwnChange;
  readonly admitFromDirectory: AdmitFromDirectory;
}

/** Puts together signing in at another site that vouches for the person. @see OpenID Connect Core 1.0 */
export function makeOpenIdConnect(parts: Parts) {
  const shared = {
    ...parts,
    flows: makeFlowSeal(parts.seal),
    openMethod: makeOpenMethod(parts, openIdConnectKind),
    configurationOf: makeProviderConfiguration(parts.clock),
  };
  const linkedAccounts = makeLinkedAccounts(parts);
  const finishFlow = makeFinishFlow({
    ...shared,
    stepUpElsewhere: makeStepUpElsewhere(parts),
    linkIdentity: makeLinkIdentity(parts),
  });
  return {
    beginFlow: makeBeginFlow(shared),
    /** Where somebody wanted to go whom a provider sent back; null where they did not say, or it is none of our flows. */
    nextIn: (cookie: string | null): string | null => shared.flows.open(cookie, parts.clock())?.next ?? null,
    resolvers: [
      new OidcResolver({ finishFlow, unlink: linkedAccounts.unlink }),
      new StepUpProvidersResolver(linkedAccounts),
      new LinkedAccountsResolver(linkedAccounts),
    ],
  };
}
