import { createUnionType } from "type-graphql";
import { CardFrozen, CardNotFound } from "../cards/index.ts";
import { NotPermitted, outcomeType as resolveType } from "../platform/refusal.ts";
import { ProcessUnknown } from "../profiles/index.ts";
import { StepUpNeeded } from "../identity/index.ts";
import * as guarded from "./guard/guard.types.ts";
import * as keyRules from "./key-rules/key-rules.types.ts";
import * as refused from "./process-refusals.types.ts";
import { RecentlyChanged } from "./proof/proof-refusals.types.ts";
import * as done from "./processes.types.ts";

/** A program asked: unblocking takes a person. */
const forPeople = [NotPermitted] as const;

const groundRefusals = [refused.CardNotActive, CardFrozen, refused.UserNotActive, refused.ProcessNotEnabled] as const;
const processRefusals = [refused.ProcessNotFound, refused.ProcessExpired, refused.ProcessEnded] as const;
const keyRefusals = [
  refused.KeyUnavailable,
  keyRules.StrictCryptographyRefuses,
  keyRules.ChallengeLooksDerived,
] as const;
const guardRefusals = [guarded.ChallengeDegenerate, guarded.AttemptsExhausted, guarded.QuotaExhausted] as const;
const challengeRefusals = [
  refused.ChallengeMissing,
  refused.ChallengeTooShort,
  refused.ChallengeTooLong,
  refused.ChallengeHasBadCharacter,
  refused.ChallengeAlreadyAnswered,
] as const;

/** What the rules of a release can refuse. */
const releaseRefusals = [StepUpNeeded, RecentlyChanged] as const;

export const StartProcessResult = createUnionType({
  name: "StartProcessResult",
  description: "What came of starting a process.",
  types: () =>
    [
      done.ProcessStarted,
      CardNotFound,
      ProcessUnknown,
      refused.ProcessAlreadyOpen,
      ...groundRefusals,
      ...forPeople,
    ] as const,
  resolveType,
});

export const SubmitChallengeResult = createUnionType({
  name: "SubmitChallengeResult",
  description: "What came of giving a challenge.",
  types: () =>
    [
      done.ChallengeAnswered,
      ...processRefusals,
      ...challengeRefusals,
      ...groundRefusals,
      ...releaseRefusals,
      ...guardRefusals,
      ...keyRefusals,
      ...forPeople,
    ] as const,
  resolveType,
});

export const ShowResponseResult = createUnionType({
  name: "ShowResponseResult",
  description: "What came of asking to see the response again.",
  types: () =>
    [
      done.ChallengeAnswered,
      refused.NoResponseYet,
      ...processRefusals,
      ...groundRefusals,
      ...releaseRefusals,
      ...keyRefusals,
      ...forPeople,
    ] as const,
  resolveType,
});

export const FinishProcessResult = createUnionType({
  name: "FinishProcessResult",
  description: "What came of reporting how it went.",
  types: () => [done.ProcessFinished, refused.NoResponseYet, ...processRefusals, ...forPeople] as const,
  resolveType,
});

export const CancelProcessResult = createUnionType({
  name: "CancelProcessResult",
  description: "What came of Cancel.",
  types: () => [done.ProcessCancelled, ...processRefusals, ...forPeople] as const,
  resolveType,
});
