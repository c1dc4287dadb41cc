import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { KeyCheckValue } from "../../keys/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import { KeySourceEnum } from "../../profiles/index.ts";
import type { CardRecord } from "../cards.read-model.ts";
import { Card } from "../cards.types.ts";
import type { CardKeyFacts } from "./card-key-facts.ts";
import { KeyStateEnum, SaveCardKeysInput, SaveCardKeysResult } from "./card-keys.types.ts";
import type { makeSaveCardKeys } from "./save-card-keys.ts";

/** What is known of a card's key, and what the card has otherwise than its profile. */
@Resolver(() => Card)
export class CardKeysResolver {
  constructor(
    private readonly factsOf: (context: RequestContext, card: CardRecord) => Promise<CardKeyFacts>,
    private readonly saveKeys: ReturnType<typeof makeSaveCardKeys>,
  ) {}

  @FieldResolver(() => KeyStateEnum, { description: "Whether its admin key can be used. Needs `KEY_READ`." })
  @Requires("key:read")
  async keyState(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.factsOf(context, card)).state;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why its key cannot be used, for programs; null: it can.",
  })
  @Requires("key:read")
  async keyTrouble(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.factsOf(context, card)).trouble;
  }

  @FieldResolver(() => KeyCheckValue, {
    nullable: true,
    description: "Check value of its admin key; null: it has none.",
  })
  @Requires("key:read")
  async keyCheckValue(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.factsOf(context, card)).checkValue;
  }

  @FieldResolver(() => String, { nullable: true, description: "Its own card type; null: as its profile says." })
  @Requires("key:read")
  cardTypeOverride(@Root() card: CardRecord) {
    return card.cardTypeOverride;
  }

  @FieldResolver(() => KeySourceEnum, { nullable: true, description: "Its own key source; null: as its profile says." })
  @Requires("key:read")
  keySourceOverride(@Root() card: CardRecord) {
    return card.keySourceOverride;
  }

  @Mutation(() => SaveCardKeysResult, { description: "Lets a card have its card type or key source otherwise." })
  @Requires("key:write")
  saveCardKeys(
    @Arg("input", () => SaveCardKeysInput, { description: "The card." }) input: SaveCardKeysInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.saveKeys(actor as Person, input);
  }
}
