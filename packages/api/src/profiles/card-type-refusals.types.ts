import { ObjectType } from "type-graphql";
import { Refusal } from "../platform/refusal.ts";

@ObjectType({ implements: Refusal, description: "No card type has that name." })
export class CardTypeUnknown {}

@ObjectType({
  implements: Refusal,
  description: "The profile's cards have admin keys that cards of the other type do not take.",
})
export class CardTypeInUse {}

@ObjectType({ implements: Refusal, description: "The keys of the profile depend on its card type." })
export class CardTypeSetByKeys {}

@ObjectType({ implements: Refusal, description: "3DES was chosen without a reason, or with too long a one." })
export class LegacyReasonMissing {}
