import { ArgsType, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { type ConditionName, conditionNames } from "./condition.ts";

/** What has to be right, as the schema names it. */
export const ConditionNameEnum = enumOf(conditionNames);
registerEnumType(ConditionNameEnum, {
  name: "WillItWorkCondition",
  description: "What has to be right for a response to be given and to work. Clients must accept new values.",
  valuesConfig: {
    TYPE_COMPLETE: { description: "It is said how the cards answer and where their keys come from." },
    CRYPTOGRAPHY_ALLOWED: { description: "This installation lets the cipher of the cards answer." },
    KEY_PRESENT: { description: "The key is there and has its check value." },
    PROCESS_ON: { description: "The process is on for active cards." },
    WHO_MAY_START: { description: "Holders may start it." },
    CARD_ACTIVE: { description: "The card is active; of a profile: some card is." },
    CARD_NOT_FROZEN: { description: "Nobody stopped unblocking for the card." },
    HOLDER_ACTIVE: { description: "Somebody holds the card, and their account is active." },
    SIGN_IN_WITHOUT_CARD: { description: "The holder can sign in by something that is not the card." },
    ATTEMPTS_LEFT: { description: "The attempt guard has not stopped the card." },
    QUOTA_LEFT: { description: "No quota of the card is used up." },
  },
});

@ObjectType({ description: "One thing that has to be right, and whether it is." })
export class Condition {
  @Field(() => ConditionNameEnum, { description: "What it is." })
  name: ConditionName;

  @Field(() => Boolean, { description: "Whether it is right." })
  isMet: boolean;

  @Field(() => String, { description: "What is so, or what is missing, in a sentence." })
  reason: string;

  @Field(() => String, { nullable: true, description: "The page of this site that mends it; null: none." })
  link: string | null;

  @Field(() => String, { nullable: true, description: "What the link says; null without one." })
  fixLabel: string | null;
}

@ObjectType({ description: "One value of the policy." })
export class WindowsPolicyValue {
  @Field(() => String, { description: "Its name, such as `AllowIntegratedUnblock`." })
  name: string;

  @Field(() => String, { description: "Its type in the registry, such as `REG_DWORD`." })
  type: string;

  @Field(() => String, { description: "What it is set to." })
  value: string;
}

@ObjectType({ description: "What has to be set on the computers so that they show a challenge, ready to copy." })
export class WindowsPolicy {
  @Field(() => String, { description: "Where the registry has it." })
  registryPath: string;

  @Field(() => String, { description: "Where a group policy has the first value." })
  groupPolicyPath: string;

  @Field(() => [WindowsPolicyValue], { description: "The values by name." })
  values: WindowsPolicyValue[];

  @Field(() => String, { description: "The content of a .reg file that sets them." })
  registryFile: string;
}

/** What is asked about: a card, or a profile. */
@ArgsType()
export class WillItWorkArgs {
  @Field(() => ID, { nullable: true, description: "The card; give this or a profile." })
  cardId?: string;

  @Field(() => ID, { nullable: true, description: "The card profile; give this or a card." })
  profileId?: string;
}
