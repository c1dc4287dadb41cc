import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { ProcessInstance } from "@unlatch/core/process/advance";
import { Field, Int, ObjectType } from "type-graphql";
import { Refusal } from "../platform/refusal.ts";
import { DateTime } from "../platform/scalars.ts";
import { CardStateEnum } from "../profiles/index.ts";
import { Process } from "./processes.types.ts";

@ObjectType({ implements: Refusal, description: "The person has this process open on this card already." })
export class ProcessAlreadyOpen {
  @Field(() => Process, { description: "The open process, to go on with." })
  process: ProcessInstance;
}

@ObjectType({ implements: Refusal, description: "The card is not in a state in which this process runs." })
export class CardNotActive {
  @Field(() => CardStateEnum, { description: "The state the card is in." })
  state: CardState;
}

@ObjectType({ implements: Refusal, description: "The person's account is not active." })
export class UserNotActive {}

@ObjectType({ implements: Refusal, description: "The process is not switched on for this card's profile and state." })
export class ProcessNotEnabled {}

@ObjectType({ implements: Refusal, description: "There is no such process, or it is somebody else's." })
export class ProcessNotFound {}

@ObjectType({ implements: Refusal, description: "The process was left open too long and was closed." })
export class ProcessExpired {
  @Field(() => Process, { description: "The process, expired." })
  process: ProcessInstance;
}

@ObjectType({ implements: Refusal, description: "The process has ended." })
export class ProcessEnded {
  @Field(() => Process, { description: "The process as it ended." })
  process: ProcessInstance;
}

@ObjectType({ implements: Refusal, description: "No challenge was given yet, so there is no response." })
export class NoResponseYet {}

@ObjectType({ implements: Refusal, description: "The field was left empty." })
export class ChallengeMissing {}

@ObjectType({ implements: Refusal, description: "The challenge has fewer digits than this card's challenges have." })
export class ChallengeTooShort {
  @Field(() => [Int], { description: "How many hex digits this card's challenges can have." })
  expected: number[];

  @Field(() => Int, { description: "How many were entered." })
  entered: number;
}

@ObjectType({ implements: Refusal, description: "The challenge has more digits than this card's challenges have." })
export class ChallengeTooLong {
  @Field(() => [Int], { description: "How many hex digits this card's challenges can have." })
  expected: number[];

  @Field(() => Int, { description: "How many were entered." })
  entered: number;
}

@ObjectType({ implements: Refusal, description: "A character is no hex digit." })
export class ChallengeHasBadCharacter {
  @Field(() => String, { description: "The character as typed." })
  character: string;

  @Field(() => Int, { description: "Which digit of the challenge, from 1." })
  position: number;

  @Field(() => Int, { description: "Which group of four, from 1." })
  group: number;

  @Field(() => String, { nullable: true, description: "The digit it resembles, to offer; null when there is none." })
  suggestion: string | null;
}

@ObjectType({
  implements: Refusal,
  description: "This challenge, or another one of this process, was answered before.",
})
export class ChallengeAlreadyAnswered {
  @Field(() => DateTime, { description: "When the response was given." })
  answeredAt: Date;
}

@ObjectType({ implements: Refusal, description: "The card's admin key cannot be used. The audit log names the cause." })
export class KeyUnavailable {
  @Field(() => String, { description: "What to quote to the help desk." })
  reference: string;
}
