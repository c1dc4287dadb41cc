import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { CardProfileNotFound, CardProfileSaved, ChangedMeanwhile } from "../save-card-profile.types.ts";

@InputType({ description: "What proof of who somebody is a profile wants." })
export class SaveProfileProofInput {
  @Field(() => ID, { description: "Which profile." })
  profileId: string;

  @Field(() => Int, { description: "The version that was looked at." })
  version: number;

  @Field(() => Int, { description: "How old a proof may be before a release, in seconds: 30 to 28800." })
  freshProofSeconds: number;

  @Field(() => Int, {
    description: "How long after a reset of how one signs in nothing is released, in hours: 0 to 720.",
  })
  recentChangeHours: number;
}

@ObjectType({ implements: Refusal, description: "The time is too short or too long." })
export class ProofSettingsUnusable {}

/** What comes of `saveProfileProof`. */
export const SaveProfileProofResult = createUnionType({
  name: "SaveProfileProofResult",
  description: "What comes of setting what proof a profile wants.",
  types: () => [CardProfileSaved, CardProfileNotFound, ChangedMeanwhile, ProofSettingsUnusable, NotPermitted] as const,
  resolveType: outcomeType,
});
