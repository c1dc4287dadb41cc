import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { MasterKey } from "../../keys/index.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import { Requires } from "../../platform/requires.ts";
import { CardProfile } from "../card-profile.types.ts";
import type { makeDerivationPreview } from "./derivation-preview.ts";
import type { MasterKeyRecord, ProfileKeysReadModel, ProfileRecord } from "./profile-keys.read-model.ts";
import { CardProfileKeys, DerivationPreview } from "./profile-keys.types.ts";
import type { makeSaveProfileKeys } from "./save-profile-keys.ts";
import { DerivationPreviewArgs, SaveProfileKeysInput, SaveProfileKeysResult } from "./save-profile-keys.types.ts";

/** The `Keys` tab of a card profile. */
@Resolver(() => CardProfile)
export class ProfileKeysResolver {
  constructor(
    private readonly read: ProfileKeysReadModel,
    private readonly preview: ReturnType<typeof makeDerivationPreview>,
    private readonly saveKeys: ReturnType<typeof makeSaveProfileKeys>,
  ) {}

  @FieldResolver(() => CardProfileKeys, { description: "How its cards answer, and where their keys come from." })
  @Requires("profile:read")
  keys(@Root() profile: ProfileRecord) {
    return this.read.keysOf(profile);
  }

  @Query(() => DerivationPreview, {
    description: "What input a template gives for a card, and the check value of the key that comes of it.",
  })
  @Requires("key:write")
  derivationPreview(@Args(() => DerivationPreviewArgs) settings: DerivationPreviewArgs) {
    return this.preview(settings);
  }

  @Mutation(() => SaveProfileKeysResult, {
    description: "Decides how the cards of a profile answer, and where their keys come from.",
  })
  @Requires("key:write")
  saveProfileKeys(
    @Arg("input", () => SaveProfileKeysInput, { description: "The settings." }) input: SaveProfileKeysInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.saveKeys(actor, input);
  }
}

/** Which card profiles use a master key. */
@Resolver(() => MasterKey)
export class MasterKeyProfilesResolver {
  constructor(private readonly read: ProfileKeysReadModel) {}

  @FieldResolver(() => [CardProfile], { description: "The card profiles that use it, by name." })
  @Requires("profile:read")
  profiles(@Root() masterKey: MasterKeyRecord) {
    return this.read.profilesUsing(masterKey);
  }
}
