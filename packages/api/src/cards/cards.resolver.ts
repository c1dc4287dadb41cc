import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { User, Viewer } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import { Count } from "../platform/pagination.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { Inherits, Requires } from "../platform/requires.ts";
import { CardProfile, type ProfileRecord } from "../profiles/index.ts";
import type { CardGrounds } from "./card-grounds.ts";
import type { CardRecord, CardsReadModel } from "./cards.read-model.ts";
import {
  Card,
  CardConnection,
  CardListArgs,
  ChangeCardStateInput,
  ChangeCardStateResult,
  PossibleAction,
  UnavailableAction,
} from "./cards.types.ts";
import type { makeChangeCardState } from "./change-card-state.ts";

/** Cards: finding them, and moving them from state to state. */
@Resolver()
export class CardsResolver {
  constructor(
    private readonly readModel: CardsReadModel,
    private readonly changeState: ReturnType<typeof makeChangeCardState>,
  ) {}

  @Query(() => Card, { nullable: true, description: "A card; null when there is none, or it is not yours to see." })
  @Requires("card:read:own", "card:read:any")
  card(@Arg("id", () => ID, { description: "The card." }) id: string, @Ctx() { actor }: RequestContext) {
    return this.readModel.cardForViewer(actor as Person, id);
  }

  @Query(() => CardConnection, { description: "All cards by serial number." })
  @Requires("card:read:any")
  cards(@Args(() => CardListArgs) list: CardListArgs) {
    return this.readModel.list(list);
  }

  @Mutation(() => ChangeCardStateResult, { description: "Moves a card to another state by a process that is offered." })
  @Requires("card:change-state")
  changeCardState(
    @Arg("input", () => ChangeCardStateInput, { description: "The card and the process." }) input: ChangeCardStateInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.changeState(actor as Person, input);
  }
}

/** What a card has beside what is recorded about itself. */
@Resolver(() => Card)
export class CardFieldsResolver {
  constructor(private readonly grounds: CardGrounds) {}

  @FieldResolver(() => CardProfile, { description: "What kind of card it is." })
  @Inherits()
  profile(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.grounds.profileOf(context, card);
  }

  @FieldResolver(() => User, { nullable: true, description: "Whose card it is; null: nobody's." })
  @Inherits()
  holder(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.grounds.holderOf(context, card);
  }

  @FieldResolver(() => [Int], { description: "How many hex digits its challenges can have; empty: any number." })
  @Inherits()
  challengeLengths(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.grounds.challengeLengthsOf(context, card);
  }

  @FieldResolver(() => [PossibleAction], { description: "What whoever asks can start on it now." })
  @Inherits()
  async possibleActions(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.grounds.actionsOf(context, card)).possibleActions;
  }

  @FieldResolver(() => [UnavailableAction], { description: "What whoever asks cannot start on it now, and why." })
  @Inherits()
  async unavailableActions(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return (await this.grounds.actionsOf(context, card)).unavailableActions;
  }
}

/** The cards of whoever is signed in. */
@Resolver(() => Viewer)
export class ViewerCardsResolver {
  constructor(private readonly readModel: CardsReadModel) {}

  @FieldResolver(() => CardConnection, { description: "The viewer's own cards by serial number." })
  @Requires("card:read:own")
  cards(
    @Root() { user }: Viewer,
    @Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the entry to begin after." }) after?: string,
  ) {
    return this.readModel.heldBy(user.id, { first, after });
  }
}

/** How many cards a card profile has. */
@Resolver(() => CardProfile)
export class CardCountResolver {
  constructor(private readonly readModel: CardsReadModel) {}

  @FieldResolver(() => Count, { description: "How many cards have this profile." })
  @Requires("profile:read")
  cardCount(@Root() profile: ProfileRecord) {
    return this.readModel.countOfProfile(profile.id);
  }
}
