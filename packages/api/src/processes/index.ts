import type { KeyVault } from "../keys/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { Sql } from "../platform/sql.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { makeCancelProcess } from "./cancel-process.ts";
import { makeExpireProcesses } from "./expire-processes.ts";
import { makeFinishProcess } from "./finish-process.ts";
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
export { makeProofRule } from "./proof/proof-rule.ts";
export { processRefusalTexts } from "./processes.refusals.ts";

/** Puts the domain together: its resolvers, and the sweep that closes what was left open. */
export function makeProcesses(given: {
  reader: Sql;
  unitOfWork: UnitOfWork;
  vault: KeyVault;
  clock: Clock;
  random: Random;
  policy: ReleasePolicy;
}) {
  requireSoundProcesses();
  const own = makeOwnProcesses(given);
  const verbs = {
    startProcess: makeStartProcess(given),
    submitChallenge: makeSubmitChallenge(given),
    showResponse: makeShowResponse(given),
    finishProcess: makeFinishProcess(given),
    cancelProcess: makeCancelProcess(given),
  };
  return {
    ...verbs,
    expireProcesses: makeExpireProcesses(given),
    resolvers: [
      new ProcessesResolver(verbs),
      new ProcessFieldsResolver(own),
      new ChallengeAnsweredResolver(),
      new ViewerProcessesResolver(own),
      new CardProcessResolver(own),
    ],
  };
}
