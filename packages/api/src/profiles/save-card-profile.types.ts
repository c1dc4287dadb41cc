import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { StrictModeRefusesLegacyType } from "../keys/index.ts";
import { NotPermitted, Refusal } from "../platform/refusal.ts";
import { DateTime } from "../platform/scalars.ts";
import type { Outcome } from "../platform/unit-of-work.ts";
import { CardTypeInUse, CardTypeSetByKeys, CardTypeUnknown, LegacyReasonMissing } from "./card-type-refusals.types.ts";
import { CardProfile } from "./card-profile.types.ts";
import { CardStateEnum, WhoEnum } from "./process-definition.types.ts";

@InputType({ description: "A new card profile." })
export class CreateCardProfileInput {
  @Field(() => String, { description: "1 to 120 characters, not the name of another profile." })
  name: string;

  @Field(() => String, { description: "What it is for; up to 1,000 characters." })
  description: string;

  @Field(() => String, { description: "Name of a card type." })
  cardType: string;

  @Field(() => String, { nullable: true, description: "Why, where the card type still uses 3DES." })
  legacyReason?: string;
}

@InputType({ description: "What is to be different of a card profile. What is left out stays." })
export class UpdateCardProfileInput {
  @Field(() => ID, { description: "The card profile." })
  id: string;

  @Field(() => Int, { description: "The version that was looked at." })
  version: number;

  @Field(() => String, { nullable: true, description: "1 to 120 characters, not the name of another profile." })
  name?: string;

  @Field(() => String, { nullable: true, description: "What it is for; up to 1,000 characters." })
  description?: string;

  @Field(() => String, { nullable: true, description: "Name of a card type." })
  cardType?: string;

  @Field(() => String, { nullable: true, description: "Why, where the new card type still uses 3DES." })
  legacyReason?: string;
}

@InputType({ description: "A row of Additional Commands." })
export class StateCommandInput {
  @Field(() => String, { description: "Symbolic name of the process." })
  process: string;

  @Field(() => [WhoEnum], { description: "Who may start it; at least one." })
  who: Who[];
}

@InputType({ description: "All rows that a state is to have." })
export class SaveStateCommandsInput {
  @Field(() => ID, { description: "The card profile." })
  profileId: string;

  @Field(() => Int, { description: "The version that was looked at." })
  version: number;

  @Field(() => CardStateEnum, { description: "The state whose rows these are." })
  state: CardState;

  @Field(() => [StateCommandInput], { description: "The rows in their order; none: nothing is on in this state." })
  commands: StateCommandInput[];
}

@InputType({ description: "A process to switch on." })
export class EnableProcessInput {
  @Field(() => ID, { description: "The card profile." })
  profileId: string;

  @Field(() => CardStateEnum, { description: "For cards in this state." })
  state: CardState;

  @Field(() => String, { description: "Symbolic name of the process." })
  process: string;

  @Field(() => [WhoEnum], {
    nullable: true,
    description: "Who may start it. Left out: who may now, or else everybody it can be started by.",
  })
  who?: Who[];
}

@InputType({ description: "A process to switch off." })
export class DisableProcessInput {
  @Field(() => ID, { description: "The card profile." })
  profileId: string;

  @Field(() => CardStateEnum, { description: "For cards in this state." })
  state: CardState;

  @Field(() => String, { description: "Symbolic name of the process." })
  process: string;
}

@ObjectType({ description: "The card profile is saved." })
export class CardProfileSaved {
  @Field(() => CardProfile, { description: "The profile as it is now." })
  cardProfile: CardProfile;
}

@ObjectType({ description: "The process is on." })
export class ProcessEnabled {
  @Field(() => CardProfile, { description: "The profile as it is now." })
  cardProfile: CardProfile;
}

@ObjectType({ description: "The process is off." })
export class ProcessDisabled {
  @Field(() => CardProfile, { description: "The profile as it is now." })
  cardProfile: CardProfile;
}

@ObjectType({ implements: Refusal, description: "There is no card profile of that id." })
export class CardProfileNotFound {}

@ObjectType({ implements: Refusal, description: "A card profile needs a name." })
export class CardProfileNameMissing {}

@ObjectType({ implements: Refusal, description: "Another card profile has this name, in whatever case." })
export class CardProfileNameTaken {}

@ObjectType({ implements: Refusal, description: "The name or the description is longer than it may be." })
export class CardProfileTextTooLong {
  @Field(() => Int, { description: "How many characters it may have." })
  longest: number;

  @Field(() => Int, { description: "How many were entered." })
  entered: number;
}

@ObjectType({ implements: Refusal, description: "No process that could be used here has that symbolic name." })
export class ProcessUnknown {}

@ObjectType({ implements: Refusal, description: "A row cannot switch this process on for cards in this state." })
export class ProcessNotAllowedInState {}

@ObjectType({ implements: Refusal, description: "The same process stands in two rows." })
export class ProcessListedTwice {}

@ObjectType({
  implements: Refusal,
  description: "Nobody was named, or somebody whom the process cannot be started by.",
})
export class WhoNotAllowed {
  @Field(() => [WhoEnum], { description: "Everybody it can be started by." })
  allowed: readonly Who[];
}

@ObjectType({
  implements: Refusal,
  description: "Somebody saved the card profile after the version that was looked at.",
})
export class ChangedMeanwhile {
  @Field(() => String, { nullable: true, description: "Display name of who did; null: Unlatch itself." })
  changedBy: string | null;

  @Field(() => DateTime, { description: "When they did." })
  changedAt: Date;

  @Field(() => CardProfile, { description: "The profile as it is now." })
  cardProfile: CardProfile;
}

const resolveType = ((outcome: Outcome) => outcome.type) as never;

export const CreateCardProfileResult = createUnionType({
  name: "CreateCardProfileResult",
  description: "What can come of making a card profile.",
  types: () =>
    [
      CardProfileSaved,
      CardProfileNameMissing,
      CardProfileNameTaken,
      CardProfileTextTooLong,
      CardTypeUnknown,
      LegacyReasonMissing,
      StrictModeRefusesLegacyType,
      NotPermitted,
    ] as const,
  resolveType,
});

export const UpdateCardProfileResult = createUnionType({
  name: "UpdateCardProfileResult",
  description: "What can come of changing a card profile.",
  types: () =>
    [
      CardProfileSaved,
      CardProfileNotFound,
      ChangedMeanwhile,
      CardProfileNameMissing,
      CardProfileNameTaken,
      CardProfileTextTooLong,
      CardTypeUnknown,
      CardTypeInUse,
      CardTypeSetByKeys,
      LegacyReasonMissing,
      StrictModeRefusesLegacyType,
      NotPermitted,
    ] as const,
  resolveType,
});

export const SaveStateCommandsResult = createUnionType({
  name: "SaveStateCommandsResult",
  description: "What can come of saving the rows of a state.",
  types: () =>
    [
      CardProfileSaved,
      CardProfileNotFound,
      ChangedMeanwhile,
      ProcessUnknown,
      ProcessNotAllowedInState,
      ProcessListedTwice,
      WhoNotAllowed,
      NotPermitted,
    ] as const,
  resolveType,
});

export const EnableProcessResult = createUnionType({
  name: "EnableProcessResult",
  description: "What can come of switching a process on.",
  types: () =>
    [
      ProcessEnabled,
      CardProfileNotFound,
      ProcessUnknown,
      ProcessNotAllowedInState,
      WhoNotAllowed,
      NotPermitted,
    ] as const,
  resolveType,
});

export const DisableProcessResult = createUnionType({
  name: "DisableProcessResult",
  description: "What can come of switching a process off.",
  types: () => [ProcessDisabled, CardProfileNotFound, ProcessUnknown, NotPermitted] as const,
  resolveType,
});
