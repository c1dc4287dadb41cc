import { type CardState, cardStates } from "@unlatch/core/lifecycle/card-states";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Component, ProcessDefinition, Who } from "@unlatch/core/process/definition";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { UserStateEnum } from "../identity/index.ts";
import { enumOf } from "../platform/enum-of.ts";

/** The states of a card as the schema names them. */
export const CardStateEnum = enumOf(cardStates);
registerEnumType(CardStateEnum, {
  name: "CardState",
  description: "Where a card is in its life. Has nothing to do with a blocked PIN, which the chip alone knows.",
  valuesConfig: {
    REGISTERED: { description: "Known, nothing requested yet." },
    REQUESTED: { description: "The card was requested." },
    ABORTED: { description: "The request was withdrawn. Final." },
    APPROVED: { description: "The request was approved." },
    REJECTED: { description: "The request was rejected. Final." },
    FAILED: { description: "Issuing did not work; it can be tried again." },
    ISSUED: { description: "The holder has the card; it is not usable yet." },
    ACTIVE: { description: "In use." },
    INACTIVE: { description: "Out of use for a while." },
    LOCKED: { description: "Out of use for good. Final." },
    EXPIRED: { description: "Past its date. Final." },
  },
});

/** Who can start a process, as the schema names them. */
export const WhoEnum = enumOf<Who>(["SELF_SERVICE", "OPERATOR", "API_TOKEN"]);
registerEnumType(WhoEnum, {
  name: "Who",
  description: "Who can start a process.",
  valuesConfig: {
    SELF_SERVICE: { description: "The holder of the card, for themselves." },
    OPERATOR: { description: "An operator, for a caller." },
    API_TOKEN: { description: "Another system, through the API." },
  },
});

const ProcessKindEnum = enumOf<ProcessDefinition["kind"]>(["UNBLOCK", "CHANGE_STATE", "EDIT"]);
registerEnumType(ProcessKindEnum, {
  name: "ProcessKind",
  description: "What a process does.",
  valuesConfig: {
    UNBLOCK: { description: "Gives the response to a challenge, so that a new PIN can be set." },
    CHANGE_STATE: { description: "Moves the card to another state." },
    EDIT: { description: "Changes what is recorded about the card." },
  },
});

const ComponentEnum = enumOf<Component>(["SELF_SERVICE", "OPERATOR"]);
registerEnumType(ComponentEnum, {
  name: "Component",
  description: "The part of Unlatch that a process belongs to.",
  valuesConfig: {
    SELF_SERVICE: { description: "Where holders see to their own cards." },
    OPERATOR: { description: "Where the help desk works." },
  },
});

/** A process as the schema describes it: one of the few that this version knows. */
@ObjectType("ProcessDefinition", {
  description: "A process that can be switched on for cards: what it needs and does.",
})
export class ProcessDefinitionType {
  @Field(() => String, { description: "The stable technical name, such as `CardsSelfServiceProcUnblockPINOffline`." })
  symbolicName: string;

  @Field(() => String, { description: "The name people know, such as Unblock PIN offline." })
  name: string;

  @Field(() => String, { description: "One sentence on what it is for." })
  description: string;

  @Field(() => ProcessKindEnum, { description: "What it does." })
  kind: ProcessDefinition["kind"];

  @Field(() => ComponentEnum, { description: "The part of Unlatch that it belongs to." })
  component: Component;

  @Field(() => [CardStateEnum], { description: "The card must be in one of these states." })
  requiredCardStates: readonly CardState[];

  @Field(() => UserStateEnum, { nullable: true, description: "The state the holder must be in; null: any." })
  requiredUserState: UserState | null;

  @Field(() => CardStateEnum, { nullable: true, description: "The state the card is in afterwards; null: the same." })
  movesCardTo: CardState | null;

  @Field(() => Boolean, { description: "Whether every card profile has it among its Default Commands." })
  isOnByDefault: boolean;

  @Field(() => Boolean, { description: "Whether this version can run it; only then is it ever offered." })
  isRunnable: boolean;

  @Field(() => [WhoEnum], { description: "Everybody it can be started by." })
  startableBy: readonly Who[];
}
