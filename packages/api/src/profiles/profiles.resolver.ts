import { processDefinitions } from "@unlatch/core/process/definitions";
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { User, type UserRecord } from "../identity/index.ts";
import type { BatchLoader } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { Requires } from "../platform/requires.ts";
import { DateTime } from "../platform/scalars.ts";
import { CardProfile, CardProfileConnection, CardProfileState, CardTypeOnOffer } from "./card-profile.types.ts";
import { ProcessDefinitionType } from "./process-definition.types.ts";
import {
  cardTypeOf,
  cardTypesOnOffer,
  type ProfileRecord,
  type ProfilesReadModel,
  statesOf,
} from "./profiles.read-model.ts";

/** Card profiles, and what there is to put into them. */
@Resolver(() => CardProfile)
export class ProfilesResolver {
  constructor(
    private readonly profiles: ProfilesReadModel,
    private readonly usersOf: (context: RequestContext) => BatchLoader<UserRecord>,
  ) {}

  @Query(() => CardProfile, { nullable: true, description: "A card profile; null when there is none of that id." })
  @Requires("profile:read")
  cardProfile(@Arg("id", () => ID, { description: "The card profile." }) id: string) {
    return this.profiles.byId(id);
  }

  @Query(() => CardProfileConnection, { description: "Card profiles by name." })
  @Requires("profile:read")
  cardProfiles(
    @Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the entry to begin after." }) after?: string,
    @Arg("search", () => String, { nullable: true, description: "Part of a name." }) search?: string,
  ) {
    return this.profiles.page({ first, after, search });
  }

  @Query(() => [CardTypeOnOffer], { description: "Every card type that a card profile can have." })
  @Requires("profile:read")
  cardTypes() {
    return cardTypesOnOffer();
  }

  @Query(() => [ProcessDefinitionType], {
    description: "Every process this version knows, in the order they are offered.",
  })
  @Requires("signed-in-or-token")
  processes() {
    return processDefinitions;
  }

  @FieldResolver(() => String, { description: "What it is for. Needs `PROFILE_READ`, as all but `id` and `name` do." })
  @Requires("profile:read")
  description(@Root() profile: ProfileRecord) {
    return profile.description;
  }

  @FieldResolver(() => CardTypeOnOffer, { description: "How its cards compute a response and show a challenge." })
  @Requires("profile:read")
  cardType(@Root() profile: ProfileRecord) {
    return cardTypeOf(profile);
  }

  @FieldResolver(() => Int, { description: "Grows with every change; give it back when you save." })
  @Requires("profile:read")
  version(@Root() profile: ProfileRecord) {
    return profile.version;
  }

  @FieldResolver(() => [CardProfileState], { description: "One for each card state, in the order of the state graph." })
  @Requires("profile:read")
  states(@Root() profile: ProfileRecord) {
    return statesOf(profile);
  }

  @FieldResolver(() => DateTime, { description: "When it was last changed." })
  @Requires("profile:read")
  changedAt(@Root() profile: ProfileRecord) {
    return profile.changedAt;
  }

  @FieldResolver(() => User, { nullable: true, description: "Who changed it last; null: Unlatch itself." })
  @Requires("profile:read")
  changedBy(@Root() { changedById }: ProfileRecord, @Ctx() context: RequestContext) {
    return changedById === null ? null : this.usersOf(context).load(changedById);
  }
}
