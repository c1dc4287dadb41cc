import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Requires } from "../../platform/requires.ts";
import { DateTime } from "../../platform/scalars.ts";
import type { CardRecord } from "../cards.read-model.ts";
import { Card } from "../cards.types.ts";
import { CardFrozen, UnfreezeCardInput, UnfreezeCardResult } from "./freeze.types.ts";
import type { FrozenSince } from "./frozen-since.ts";
import type { makeUnfreezeCard } from "./unfreeze-card.ts";

/** Whether unblocking is stopped for a card, and letting it go on. */
@Resolver(() => Card)
export class FreezeResolver {
  constructor(
    private readonly since: FrozenSince,
    private readonly unfreeze: ReturnType<typeof makeUnfreezeCard>,
  ) {}

  @FieldResolver(() => Boolean, { description: "Whether unblocking is stopped for this card." })
  @Inherits()
  async isFrozen(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.since(context, card.id)) !== null;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "Since when it is stopped; null: it is not." })
  @Inherits()
  frozenSince(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.since(context, card.id);
  }

  @Mutation(() => UnfreezeCardResult, { description: "Lets a frozen card be unblocked again, with a reason." })
  @Requires("card:unfreeze")
  unfreezeCard(
    @Arg("input", () => UnfreezeCardInput, { description: "The card, and why." }) input: UnfreezeCardInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.unfreeze(actor as Person, input);
  }
}

/** What the refusal of a frozen card says beside since when. */
@Resolver(() => CardFrozen)
export class CardFrozenResolver {
  constructor(private readonly number: string | null) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: "How to reach the help desk; null when the host did not say.",
  })
  @Inherits()
  helpDesk() {
    return this.number;
  }
}
