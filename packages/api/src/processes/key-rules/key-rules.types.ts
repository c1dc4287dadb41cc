import { ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";

@ObjectType({ implements: Refusal, description: "The card still uses 3DES, and the installation refuses it." })
export class StrictCryptographyRefuses {}

@ObjectType({
  implements: Refusal,
  description: "No card would show this challenge: keys are derived from such values.",
})
export class ChallengeLooksDerived {}
