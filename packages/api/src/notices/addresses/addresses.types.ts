import { createUnionType, Field, InputType, ObjectType } from "type-graphql";
import { RateLimited } from "../../identity/index.ts";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { NoticeLinkUnusable } from "../notices.types.ts";

@ObjectType({ description: "Where notices about one's cards and one's account go." })
export class NoticeRoute {
  @Field(() => Boolean, { description: "Whether the server sends mail at all." })
  isOn: boolean;

  @Field(() => [String], {
    description:
      "The addresses they go to: one's own, once it is confirmed or where somebody else set it; and former ones for thirty days.",
  })
  addresses: string[];

  @Field(() => Boolean, { description: "Whether one's address waits to be confirmed by the link that was sent there." })
  awaitsConfirmation: boolean;
}

@InputType({ description: "The link that was sent to the address." })
export class ConfirmAddressInput {
  @Field(() => String, { description: "What follows the `#` in the link." })
  token: string;
}

@ObjectType({ description: "Notices go to this address from now on." })
export class AddressConfirmed {
  @Field(() => String, { description: "The address." })
  address: string;
}

@ObjectType({ description: "The link was sent." })
export class AddressConfirmationSent {
  @Field(() => String, { description: "Where to." })
  address: string;
}

@ObjectType({
  implements: Refusal,
  description: "There is no address to confirm, it is confirmed, or the server sends no mail.",
})
export class NothingToConfirm {}

export const ConfirmAddressResult = createUnionType({
  name: "ConfirmAddressResult",
  description: "What can come of confirming a mail address.",
  types: () => [AddressConfirmed, NoticeLinkUnusable, RateLimited] as const,
  resolveType: outcomeType,
});

export const SendAddressConfirmationResult = createUnionType({
  name: "SendAddressConfirmationResult",
  description: "What can come of asking for the link once more.",
  types: () => [AddressConfirmationSent, NothingToConfirm, RateLimited] as const,
  resolveType: outcomeType,
});
