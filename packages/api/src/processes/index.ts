import type { KeyVault } from "../keys/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { BatchLoader } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import type { ProfileRecord } from "../profiles/index.ts";
import { makeCancelProcess } from "./cancel-process.ts";
import { makeExpireProcesses } from "./expire-processes.ts";
import { makeFinishProcess } from "./finish-process.ts";
import { makeGuard } from "./guard/index.ts";
import { makeOwnProcesses } from "./own-processes.read-model.ts";
import {
  CardProcessResolver,
  ChallengeAnsweredResolver,
  ProcessFieldsResolver,
  ViewerProcessesResolver,
} from "./process-fields.resolver.ts";
import type { ReleasePolicy } from "./release-rules.ts";
import { ProcessesResolver } from "./processes.resolver.ts";
import { requireSoundProcesses } from "./require-sound-processes.ts";
import { makeShowResponse } from "./show-response.ts";
import { makeStartProcess } from "./start-process.ts";
import { makeSubmitChallenge } from "./submit-challenge.ts";

export type { Release, ReleaseFollower, ReleasePolicy, ReleaseRefusal, ReleaseRule } from "./release-rules.ts";
export { cancelOpenProcesses } from "./cancel-open-processes.ts";
export { ChallengeAnswered } from "./processes.types.ts";
export { refuseFrozenCard } from "./freeze-rule.ts";
export { attemptLimitsOf, cardGuardRepository, guardPolicy, makeNoticeCounting, quotasOf } from "./guard/index.ts";
export { keyRuleRefusalTexts } from "./key-rules/key-rules.refusals.ts";
export { keyRules } from "./key-rules/key-rules.ts";
export { makeProofRule } from "./proof/proof-rule.ts";
export { processRefusalTexts } from "./processes.refusals.ts";

/** What the domain is put together from. */
interface ProcessParts {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: ReleasePolicy;
  readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
}

/** Puts the domain together: its resolvers, and the sweep that closes what was left open. */
export function makeProcesses(given: ProcessParts) {
  requireSoundProcesses();
  const own = makeOwnProcesses(given);
  const guard = makeGuard(given);
  const verbs = {
    startProcess: makeStartProcess(given),
    submitChallenge: makeSubmitChallenge(given),
    showResponse: makeShowResponse(given),
    finishProcess: makeFinishProcess(given),
    cancelProcess: makeCancelProcess(given),
  };
  return {
    ...verbs,
    resetAttempts: guard.resetAttempts,
    expireProcesses: makeExpireProcesses(given),
    resolvers: [
      new ProcessesResolver(verbs),
      new ProcessFieldsResolver(own),
      new ChallengeAnsweredResolver(),
      new ViewerProcessesResolver(own),
      new CardProcessResolver(own),
      ...guard.resolvers,
    ],
  };
}
