import { Arg, Args, Query, Resolver } from "type-graphql";
import { badUserInput } from "../../platform/request-errors.ts";
import { Requires } from "../../platform/requires.ts";
import type { WillItWork } from "./will-it-work.read-model.ts";
import { Condition, WillItWorkArgs, WindowsPolicy } from "./will-it-work.types.ts";
import { siteAddress, windowsPolicy } from "./windows-policy.ts";

/** "Will it work?" and what has to be set on the computers. */
@Resolver()
export class WillItWorkResolver {
  constructor(
    private readonly willWork: WillItWork,
    private readonly site: { readonly helpDesk: string | null; readonly publicUrl: string | null },
  ) {}

  @Query(() => [Condition], {
    nullable: true,
    description: "Every condition for unblocking to work, of a card or of a profile; null when there is none such.",
  })
  @Requires("profile:read")
  willItWork(@Args(() => WillItWorkArgs) { cardId, profileId }: WillItWorkArgs) {
    if (Boolean(cardId) === Boolean(profileId)) throw badUserInput("cardId", "a card or a profile, and not both");
    return cardId ? this.willWork.card(cardId) : this.willWork.profile(profileId ?? "");
  }

  @Query(() => WindowsPolicy, {
    nullable: true,
    description: "The Windows policy with this site's address; null when no address is known.",
  })
  @Requires("profile:read")
  windowsPolicy(
    @Arg("reachedAt", () => String, {
      nullable: true,
      description: "The origin this site is reached at, where the host set none.",
    })
    reachedAt?: string,
  ) {
    const address = siteAddress(this.site.publicUrl, reachedAt);
    return address === null ? null : windowsPolicy(address, this.site.helpDesk);
  }
}
