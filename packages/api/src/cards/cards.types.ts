import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { UnavailableReason } from "@unlatch/core/process/availability";
import { ArgsType, createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../platform/enum-of.ts";
import { makeConnection } from "../platform/pagination.ts";
import { NotPermitted, Refusal } from "../platform/refusal.ts";
import { DateTime } from "../platform/scalars.ts";
import type { Outcome } from "../platform/unit-of-work.ts";
import { CardStateEnum, ProcessDefinition, ProcessUnknown } from "../profiles/index.ts";

const UnavailableReasonEnum = enumOf<UnavailableReason>([
  "CARD_NOT_ACTIVE",
  "CARD_STATE_DOES_NOT_ALLOW",
  "CARD_FROZEN",
  "USER_NOT_ACTIVE",
  "PROCESS_NOT_ENABLED",
  "NOT_YOUR_CARD",
  "NOT_PERMITTED",
]);
registerEnumType(UnavailableReasonEnum, {
  name: "UnavailableReason",
  description: "Why a process is not offered. Clients must accept new values.",
  valuesConfig: {
    CARD_NOT_ACTIVE: { description: "It needs an active card." },
    CARD_STATE_DOES_NOT_ALLOW: { description: "It is for cards in other states." },
    CARD_FROZEN: { description: "Unblocking is stopped for it: a response was reported as not asked for." },
    USER_NOT_ACTIVE: { description: "The account of whoever asks, or of the holder, is not active." },
    PROCESS_NOT_ENABLED: { description: "The card profile does not have it switched on in this state." },
    NOT_YOUR_CARD: { description: "Only the holder of the card can start it." },
    NOT_PERMITTED: { description: "The role of whoever asks does not allow it." },
  },
});

/** A card as the schema shows it; what can be done with it is told by the resolver. */
@ObjectType({ description: "A smart card. Its admin key is not in the schema." })
export class Card {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "As printed on the card, in capitals and without blanks." })
  serialNumber: string;

  @Field(() => String, { description: "What people call the card." })
  label: string;

  @Field(() => CardStateEnum, { description: "Where it is in its life." })
  state: CardState;

  @Field(() => DateTime, { nullable: true, description: "When it expires; null: not known." })
  validUntil: Date | null;

  @Field(() => Int, { description: "Grows with every change; give it back when you change the card." })
  version: number;
}

/** A page of cards. */
export const CardConnection = makeConnection(Card, "Card");

/** Which cards to list, and which page of them. */
@ArgsType()
export class CardListArgs {
  @Field(() => Int, { description: "How many, 1 to 100." })
  first: number;

  @Field(() => String, { nullable: true, description: "Cursor of the entry to begin after." })
  after?: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The beginning of a serial number, its last three or more characters, or the first two or more letters of a holder's user name or display name. A name that fits more than 1,000 people finds the cards of the first 1,000 by each name.",
  })
  search?: string;

  @Field(() => CardStateEnum, { nullable: true, description: "Only cards in this state." })
  state?: CardState;

  @Field(() => ID, { nullable: true, description: "Only cards with this card profile." })
  profileId?: string;

  @Field(() => Boolean, { nullable: true, description: "True: only cards for which unblocking is stopped." })
  isFrozen?: boolean;
}

@ObjectType({ description: "A process that whoever asks can start on this card now." })
export class PossibleAction {
  @Field(() => ProcessDefinition, { description: "The process." })
  process: ProcessDefinition;
}

@ObjectType({ description: "A process that whoever asks cannot start on this card now, and why." })
export class UnavailableAction {
  @Field(() => ProcessDefinition, { description: "The process." })
  process: ProcessDefinition;

  @Field(() => UnavailableReasonEnum, { description: "Why, for programs." })
  reason: UnavailableReason;

  @Field(() => String, { description: "Why and what to do, in a sentence for the person." })
  message: string;
}

@InputType({ description: "A process that moves a card to another state." })
export class ChangeCardStateInput {
  @Field(() => ID, { description: "The card." })
  cardId: string;

  @Field(() => String, { description: "Symbolic name of the process, such as `CardsProcDeactivate`." })
  process: string;

  @Field(() => Int, { nullable: true, description: "The version that was looked at; left out: whatever there is." })
  version?: number;
}

@ObjectType({ description: "The card is in its new state." })
export class CardStateChanged {
  @Field(() => Card, { description: "The card as it is now." })
  card: Card;
}

@ObjectType({ implements: Refusal, description: "There is no such card, or it is not for whoever asks to see." })
export class CardNotFound {}

@ObjectType({ implements: Refusal, description: "The process is not among the possible actions of whoever asks." })
export class ProcessNotOffered {
  @Field(() => UnavailableReasonEnum, { description: "Why, for programs." })
  reason: UnavailableReason;
}

@ObjectType({ implements: Refusal, description: "Somebody changed the card after the version that was looked at." })
export class CardChangedMeanwhile {
  @Field(() => Card, { description: "The card as it is now." })
  card: Card;
}

export const ChangeCardStateResult = createUnionType({
  name: "ChangeCardStateResult",
  description: "What can come of moving a card to another state.",
  types: () =>
    [CardStateChanged, CardNotFound, ProcessUnknown, ProcessNotOffered, CardChangedMeanwhile, NotPermitted] as const,
  resolveType: ((outcome: Outcome) => outcome.type) as never,
});
