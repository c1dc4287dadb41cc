import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import { type BatchLoader, perRequest } from "../../platform/per-request.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import { CardProfile } from "../card-profile.types.ts";
import { type ProfileProof, usualProof } from "./profile-proof.ts";
import { SaveProfileProofInput, SaveProfileProofResult } from "./profile-proof.types.ts";
import type { makeSaveProfileProof } from "./save-profile-proof.ts";

/** What proof of who somebody is a profile wants. */
@Resolver(() => CardProfile)
export class ProfileProofResolver {
  private readonly proofsOf: (context: RequestContext) => BatchLoader<ProfileProof>;

  constructor(
    private readonly saveProof: ReturnType<typeof makeSaveProfileProof>,
    newLoader: () => BatchLoader<ProfileProof>,
  ) {
    this.proofsOf = perRequest(newLoader);
  }

  @FieldResolver(() => Int, { description: "How old a proof of who somebody is may be before a release, in seconds." })
  @Requires("profile:read")
  async freshProofSeconds(@Root() profile: CardProfile, @Ctx() context: RequestContext) {
    return ((await this.proofsOf(context).load(profile.id)) ?? usualProof).freshProofSeconds;
  }

  @FieldResolver(() => Int, {
    description: "How long after a reset of how one signs in nothing is released, in hours.",
  })
  @Requires("profile:read")
  async recentChangeHours(@Root() profile: CardProfile, @Ctx() context: RequestContext) {
    return ((await this.proofsOf(context).load(profile.id)) ?? usualProof).recentChangeHours;
  }

  @Mutation(() => SaveProfileProofResult, { description: "Sets what proof of who somebody is a profile wants." })
  @Requires("profile:write")
  saveProfileProof(
    @Arg("input", () => SaveProfileProofInput, { description: "The times." }) input: SaveProfileProofInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.saveProof(actor, input);
  }
}
