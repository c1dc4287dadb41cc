import type { Cipher } from "@unlatch/core/challenge/card-types";
import { ArgsType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { KeyCheckValue } from "../keys/index.ts";
import { enumOf } from "../platform/enum-of.ts";
import { DateTime } from "../platform/scalars.ts";
import { type HygieneFinding, hygieneFindings } from "./hygiene-finding.ts";

/** What can be said of the keys of cards, as the schema names it. */
export const HygieneFindingEnum = enumOf(hygieneFindings);
registerEnumType(HygieneFindingEnum, {
  name: "HygieneFinding",
  description: "What can be said of the keys of cards. Clients must accept new values.",
  valuesConfig: {
    DEFAULT_KEY: { description: "The key is the one its card left the factory with, or one byte over and over." },
    SHARED_KEY: { description: "The same stored key is on more than one card." },
    MISSING_KEY: { description: "There is no key, so no response can be made." },
    CHALLENGE_REPEATED: { description: "The card showed a challenge that was answered before, or one next to it." },
    UNIFORM_KEY: { description: "Its profile gives all cards one key." },
    LEGACY_AFTER_2030: { description: "A 3DES card that is valid after 2030, or whose end is not known." },
    LEGACY_3DES: { description: "The card answers with 3DES." },
    RELEASED_SINCE_ROTATION: { description: "A response was given since its key was last changed." },
    OLD_KEY: { description: "Its key is two years old or more." },
  },
});

@ObjectType({ description: "A key by its check value, and on how many cards it is." })
export class KeyOnCards {
  @Field(() => KeyCheckValue, { description: "The key's check value. Never the key." })
  checkValue: KeyCheckValue;

  @Field(() => Int, { description: "On how many cards it is." })
  count: number;
}

@ObjectType({ description: "How many cards one finding is about." })
export class HygieneCount {
  @Field(() => HygieneFindingEnum, { description: "The finding." })
  finding: HygieneFinding;

  @Field(() => Int, { description: "How many cards in use it is about." })
  count: number;

  @Field(() => [KeyOnCards], { description: "The keys it is about, those on most cards first; at most 20." })
  checkValues: KeyOnCards[];
}

@ObjectType({ description: "How many stored keys are of one age." })
export class KeyAge {
  @Field(() => Int, { description: "So many full years old at least." })
  fromYears: number;

  @Field(() => Int, { nullable: true, description: "And less than so many; null: no matter how many." })
  toYears: number | null;

  @Field(() => Int, { description: "How many keys." })
  count: number;
}

@ObjectType({ description: "How many cards in use answer with one cipher." })
export class CipherCount {
  @Field(() => String, { description: "The cipher, such as `AES-256`; `NONE` where the response is a PUK." })
  cipher: Cipher;

  @Field(() => Int, { description: "How many cards." })
  count: number;
}

@ObjectType({ description: "What the keys of all cards in use look like: counts and check values, never a key." })
export class KeyHygiene {
  @Field(() => DateTime, { description: "When it was counted." })
  countedAt: Date;

  @Field(() => Int, { description: "How many cards are in use: all that are in no final state." })
  cards: number;

  @Field(() => [HygieneCount], { description: "Each finding, worst first, also those that no card has." })
  findings: HygieneCount[];

  @Field(() => [KeyAge], { description: "How old the stored keys are." })
  ages: KeyAge[];

  @Field(() => [CipherCount], { description: "Which ciphers the cards answer with, the most frequent first." })
  ciphers: CipherCount[];
}

/** Which cards of a finding to list. */
@ArgsType()
export class HygieneCardsArgs {
  @Field(() => HygieneFindingEnum, { description: "The finding." })
  finding: HygieneFinding;

  @Field(() => String, { nullable: true, description: "Only cards whose key has this check value." })
  checkValue?: string;

  @Field(() => Int, { description: "How many, 1 to 100." })
  first: number;

  @Field(() => String, { nullable: true, description: "Cursor of the entry to begin after." })
  after?: string;
}
