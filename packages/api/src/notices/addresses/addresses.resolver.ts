import { Arg, Ctx, FieldResolver, Mutation, Resolver } from "type-graphql";
import { Account } from "../../identity/index.ts";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Public, Requires } from "../../platform/requires.ts";
import * as types from "./addresses.types.ts";
import type { makeConfirmAddress } from "./confirm-address.ts";
import type { makeSendAddressConfirmation } from "./send-address-confirmation.ts";

/** Where notices to whoever asks go. */
export type NoticeRouteOf = (person: Person) => Promise<types.NoticeRoute>;

/** Confirming a mail address. */
@Resolver(() => Account)
export class AddressesResolver {
  constructor(
    private readonly verbs: {
      readonly routeOf: NoticeRouteOf;
      readonly confirm: ReturnType<typeof makeConfirmAddress>;
      readonly sendAgain: ReturnType<typeof makeSendAddressConfirmation>;
    },
  ) {}

  @FieldResolver(() => types.NoticeRoute, { description: "Where notices go." })
  @Requires("signed-in")
  notices(@Ctx() { actor }: RequestContext) {
    return this.verbs.routeOf(actor as Person);
  }

  @Mutation(() => types.SendAddressConfirmationResult, {
    description: "Sends the link that confirms one's mail address once more.",
  })
  @Requires("signed-in")
  sendAddressConfirmation(@Ctx() { actor }: RequestContext) {
    return this.verbs.sendAgain(actor as Person);
  }

  @Mutation(() => types.ConfirmAddressResult, { description: "Confirms a mail address with the link sent there." })
  @Public()
  confirmAddress(
    @Arg("input", () => types.ConfirmAddressInput, { description: "The link." }) { token }: types.ConfirmAddressInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.confirm(context.actor, { token, origin: context.signInOrigin });
  }
}
