import type { Cipher } from "@unlatch/core/challenge/card-types";
import { Args, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { CardConnection } from "../cards/index.ts";
import { Inherits, Requires } from "../platform/requires.ts";
import type { makeHygieneCards } from "./hygiene-cards.read-model.ts";
import { HygieneCardsArgs, HygieneCount, KeyHygiene, KeyOnCards } from "./hygiene.types.ts";
import type { KeyHygiene as AskHygiene } from "./key-hygiene.ts";
import type { CountedKey } from "./tally.ts";

/** What the keys of all cards look like. */
@Resolver()
export class HygieneResolver {
  constructor(
    private readonly hygiene: AskHygiene,
    private readonly cardsWith: ReturnType<typeof makeHygieneCards>,
  ) {}

  @Query(() => KeyHygiene, { description: "What the keys of all cards in use look like. Never a key." })
  @Requires("key:read")
  keyHygiene() {
    return this.hygiene();
  }

  @Query(() => CardConnection, { description: "The cards behind a finding of key hygiene, by serial number." })
  @Requires("key:read")
  hygieneCards(@Args(() => HygieneCardsArgs) wanted: HygieneCardsArgs) {
    return this.cardsWith(wanted);
  }
}

/** The keys of a finding by their check values. */
@Resolver(() => HygieneCount)
export class HygieneCountResolver {
  @FieldResolver(() => [KeyOnCards], { description: "The keys it is about, those on most cards first; at most 20." })
  @Inherits()
  checkValues(@Root() { keys }: { keys: readonly CountedKey[] }): KeyOnCards[] {
    const named = keys.filter(({ checkValue }) => checkValue !== "").slice(0, 20);
    return named.map(({ checkValue, cipher, count }) => ({
      checkValue: { convention: conventionFor(cipher), value: checkValue },
      count,
    }));
  }
}

const conventionFor = (cipher: Cipher) => (cipher === "3DES" ? "ENCRYPTED_ZEROS" : "CMAC");
