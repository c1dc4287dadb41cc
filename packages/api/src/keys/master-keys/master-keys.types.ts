import type { CheckValueConvention } from "@unlatch/core/keys/check-value";
import { type KeyUsage, keyUsages } from "@unlatch/core/keys/key-source";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { makeConnection } from "../../platform/pagination.ts";
import { DateTime } from "../../platform/scalars.ts";
import type { MasterKeyState } from "./master-keys.read-model.ts";

/** What a key is for, as the schema names it. */
export const KeyUsageEnum = enumOf(keyUsages);
registerEnumType(KeyUsageEnum, {
  name: "KeyUsage",
  description: "What a key is for. Decided when it is made, and never both.",
  valuesConfig: {
    RESPOND: { description: "Answers challenges; as a master key, the one key that all cards of a profile share." },
    DERIVE: { description: "The keys of cards are computed from it." },
  },
});

/** How a check value is taken, as the schema names it. */
export const CheckValueConventionEnum = enumOf<CheckValueConvention>(["ENCRYPTED_ZEROS", "ENCRYPTED_ONES", "CMAC"]);
registerEnumType(CheckValueConventionEnum, {
  name: "CheckValueConvention",
  description: "How a key check value (KCV) is taken. The same key has another value by each.",
  valuesConfig: {
    ENCRYPTED_ZEROS: { description: "The first three bytes of a block of 00 enciphered: the custom for 3DES." },
    ENCRYPTED_ONES: { description: "The first three bytes of a block of 01 enciphered: GlobalPlatform SCP03." },
    CMAC: { description: "The first three bytes of the CMAC of a block of 00: ANSI X9.24-1." },
  },
});

const MasterKeyStateEnum = enumOf<MasterKeyState>(["COLLECTING", "AWAITING_APPROVAL", "ACTIVE", "REJECTED"]);
registerEnumType(MasterKeyStateEnum, {
  name: "MasterKeyState",
  description: "Where a master key is in its ceremony.",
  valuesConfig: {
    COLLECTING: { description: "Components are still missing." },
    AWAITING_APPROVAL: { description: "Put together and sealed; somebody who entered no component must approve it." },
    ACTIVE: { description: "Approved; card profiles can use it." },
    REJECTED: { description: "Ended without a key; its bytes are gone. Final." },
  },
});

@ObjectType({ description: "A key check value (KCV): recognises a key and gives nothing of it away." })
export class KeyCheckValue {
  @Field(() => CheckValueConventionEnum, { description: "How it is taken." })
  convention: CheckValueConvention;

  @Field(() => String, { description: "Six hex digits." })
  value: string;
}

@ObjectType({ description: "A component that somebody entered. Its bytes are not in the schema." })
export class MasterKeyComponent {
  @Field(() => Int, { description: "Which one, from 1." })
  number: number;

  @Field(() => String, { description: "Its own check value, by the convention of the key." })
  checkValue: string;
}

/** A master key as the schema shows it; who did what is told by the resolver. */
@ObjectType({ description: "A key that was entered in components by different people. Never its bytes." })
export class MasterKey {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "Its name; no two are the same, whatever their case." })
  name: string;

  @Field(() => KeyUsageEnum, { description: "What it is for; never changes." })
  usage: KeyUsage;

  @Field(() => MasterKeyStateEnum, { description: "Where it is in its ceremony." })
  state: MasterKeyState;

  @Field(() => Int, { description: "How many components it is put together from." })
  neededComponents: number;

  @Field(() => CheckValueConventionEnum, { description: "How the check values on the ceremony sheet are taken." })
  convention: CheckValueConvention;

  @Field(() => String, { description: "The check value of the whole key on the ceremony sheet." })
  expectedCheckValue: string;

  @Field(() => [KeyCheckValue], {
    description: "Its check values by every convention; none before it is put together.",
  })
  checkValues: readonly KeyCheckValue[];

  @Field(() => DateTime, { description: "When the ceremony began." })
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was approved or rejected." })
  decidedAt: Date | null;

  @Field(() => Int, { description: "Grows with every step of the ceremony." })
  version: number;
}

/** A page of master keys. */
export const MasterKeyConnection = makeConnection(MasterKey, "MasterKey");
