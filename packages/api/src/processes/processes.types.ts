import type { ProcessInstance, ProcessState, ReportedOutcome } from "@unlatch/core/process/advance";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../platform/enum-of.ts";
import { DateTime } from "../platform/scalars.ts";

const processStates = ["AWAITING_CHALLENGE", "RESPONSE_SHOWN", "COMPLETED", "CANCELLED", "EXPIRED"] as const;
const reportedOutcomes = ["WORKED", "DID_NOT_WORK", "UNKNOWN"] as const;

/** Where one run of a process stands, as the schema names it. */
export const ProcessStateEnum = enumOf<ProcessState>(processStates);
registerEnumType(ProcessStateEnum, {
  name: "ProcessState",
  description: "Where one run of a process stands. Clients must accept new values.",
  valuesConfig: {
    AWAITING_CHALLENGE: { description: "Waits for the challenge that the computer shows." },
    RESPONSE_SHOWN: { description: "The response was given; waits to hear whether it worked." },
    COMPLETED: { description: "Ended with a report of how it went." },
    CANCELLED: { description: "Closed by the person." },
    EXPIRED: { description: "Closed because it was left open too long." },
  },
});

/** What the person says came of it, as the schema names it. */
export const ReportedOutcomeEnum = enumOf<ReportedOutcome>(reportedOutcomes);
registerEnumType(ReportedOutcomeEnum, {
  name: "ReportedOutcome",
  description: "What the person says came of it. The server cannot know. Clients must accept new values.",
  valuesConfig: {
    WORKED: { description: "The computer accepted the response and a new PIN was set there." },
    DID_NOT_WORK: { description: "The computer refused the response." },
    UNKNOWN: { description: "The person is not sure." },
  },
});

@ObjectType({ description: "One run of a process on a card, by the person who started it." })
export class Process {
  @Field(() => ID, { description: "Opaque identifier." })
  id: string;

  @Field(() => ProcessStateEnum, { description: "Where it stands." })
  state: ProcessState;

  @Field(() => String, { description: "What to quote on the phone, such as `UB-7K3M-92`." })
  reference: string;

  @Field(() => DateTime, { description: "When it was started." })
  startedAt: Date;

  @Field(() => DateTime, { description: "When it ends by itself if nothing more happens; every step puts it off." })
  expiresAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When its challenge was answered; null before." })
  answeredAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended; null while it is open." })
  endedAt: Date | null;

  @Field(() => ReportedOutcomeEnum, { nullable: true, description: "What the person reported; null before." })
  outcome: ReportedOutcome | null;
}

@InputType({ description: "Which process to start, on which card." })
export class StartProcessInput {
  @Field(() => ID, { description: "The card." })
  cardId: string;

  @Field(() => String, {
    description: "Symbolic name of the process, such as `CardsSelfServiceProcUnblockPINOffline`.",
  })
  process: string;
}

@InputType({ description: "The challenge to answer." })
export class SubmitChallengeInput {
  @Field(() => ID, { description: "The open process it belongs to." })
  processId: string;

  @Field(() => String, {
    description:
      "The challenge as it was typed. Spaces, dashes, dots, colons and lower case are fine; O is read as 0, I and l as 1, and each is reported.",
  })
  challenge: string;
}

@InputType({ description: "Whose response to show again." })
export class ShowResponseInput {
  @Field(() => ID, { description: "The open process." })
  processId: string;
}

@InputType({ description: "How it went." })
export class FinishProcessInput {
  @Field(() => ID, { description: "The open process." })
  processId: string;

  @Field(() => ReportedOutcomeEnum, { description: "What the person says came of it." })
  outcome: ReportedOutcome;
}

@InputType({ description: "Which process to close." })
export class CancelProcessInput {
  @Field(() => ID, { description: "The open process." })
  processId: string;
}

@ObjectType({ description: "A character that was read as the digit it looks like." })
export class ChallengeCorrection {
  @Field(() => String, { description: "The character as typed." })
  typed: string;

  @Field(() => String, { description: "The digit it was read as: 0 or 1." })
  readAs: string;

  @Field(() => Int, { description: "Which digit of the challenge, from 1." })
  position: number;

  @Field(() => Int, { description: "Which group of four, from 1." })
  group: number;
}

@ObjectType({ description: "The response to type on the computer. It is never stored." })
export class ChallengeResponse {
  @Field(() => String, { description: "Upper-case hex digits without spaces." })
  hex: string;

  @Field(() => [String], { description: "The same in groups of four, as the computer shows challenges." })
  groups: string[];
}

@ObjectType({ description: "The process was started." })
export class ProcessStarted {
  @Field(() => Process, { description: "The process, waiting for its challenge." })
  process: ProcessInstance;
}

@ObjectType({ description: "The challenge was answered." })
export class ChallengeAnswered {
  @Field(() => Process, { description: "The process, with its response shown." })
  process: ProcessInstance;

  @Field(() => [ChallengeCorrection], { description: "What was read otherwise than typed; empty when nothing was." })
  corrections: ChallengeCorrection[];

  response: Uint8Array;
}

@ObjectType({ description: "The process ended with a report of how it went." })
export class ProcessFinished {
  @Field(() => Process, { description: "The process, completed." })
  process: ProcessInstance;
}

@ObjectType({ description: "The process was closed. Whatever was typed on the computer before stays as it is." })
export class ProcessCancelled {
  @Field(() => Process, { description: "The process, cancelled." })
  process: ProcessInstance;
}
