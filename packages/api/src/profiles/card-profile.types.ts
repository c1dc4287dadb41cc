import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { makeConnection } from "../platform/pagination.ts";
import { CardStateEnum, ProcessDefinitionType, WhoEnum } from "./process-definition.types.ts";

/** How the tries of a card's admin key behave. */
@ObjectType({ description: "How the tries of a card's admin key behave: a response it does not accept uses one up." })
export class AdminKeyTries {
  @Field(() => Int, { nullable: true, description: "How many there are; null: no limit, or none that is published." })
  limit: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the last one blocks the key for good; null: not published.",
  })
  blocksForGood: boolean | null;

  @Field(() => String, { description: "The same in words, with what is not publicly documented named as such." })
  note: string;
}

/** A card type as an administrator chooses it. */
@ObjectType("CardType", { description: "How one family of cards computes a response and shows a challenge." })
export class CardTypeOnOffer {
  @Field(() => String, { description: "Stable name, as a card profile stores it." })
  name: string;

  @Field(() => String, { description: "What to read in a list." })
  label: string;

  @Field(() => String, { description: "How the admin key enciphers a challenge: `3DES`, `AES-128`, …" })
  cipher: string;

  @Field(() => [Int], { description: "How many hex digits its challenges can have; empty: any number." })
  challengeLengths: readonly number[];

  @Field(() => String, { description: "What the computer shows for such a card." })
  windowsScreen: string;

  @Field(() => AdminKeyTries, { description: "How the tries of its admin key behave." })
  adminKeyTries: AdminKeyTries;

  @Field(() => Boolean, { description: "Whether it still uses 3DES, which needs a reason." })
  isLegacyCipher: boolean;
}

/** A row of Additional Commands. */
@ObjectType({ description: "A process that is switched on for cards in one state, and for whom." })
export class AdditionalCommand {
  @Field(() => ProcessDefinitionType, { description: "The process." })
  process: ProcessDefinitionType;

  @Field(() => [WhoEnum], { description: "Who may start it." })
  who: readonly Who[];

  @Field(() => Int, { description: "Its place in the list, from 0." })
  position: number;
}

/** The tab of one state in a card profile. */
@ObjectType({ description: "What a card profile has for cards in one state." })
export class CardProfileState {
  @Field(() => CardStateEnum, { description: "The state." })
  state: CardState;

  @Field(() => [ProcessDefinitionType], { description: "On in every card profile, without a row." })
  defaultCommands: readonly ProcessDefinitionType[];

  @Field(() => [AdditionalCommand], { description: "What an administrator switched on, in the order they gave it." })
  additionalCommands: readonly AdditionalCommand[];

  @Field(() => [ProcessDefinitionType], {
    description:
      "Every process that a row of Additional Commands can switch on in this state, whether it is on or not.",
  })
  availableCommands: readonly ProcessDefinitionType[];
}

/** A card profile. All but its id and name is told by the resolver, to those who may read profiles. */
@ObjectType({ description: "What an administrator configures for a kind of card." })
export class CardProfile {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "Its name; no two are the same, whatever their case." })
  name: string;
}

/** A page of card profiles. */
export const CardProfileConnection = makeConnection(CardProfile, "CardProfile");
