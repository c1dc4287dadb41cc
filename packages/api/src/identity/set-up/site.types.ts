import { Field, ObjectType, registerEnumType } from "type-graphql";

/** Whether an installation is for trying Unlatch or for work. */
export const InstallationMode = { DEMONSTRATION: "DEMONSTRATION", PRODUCTION: "PRODUCTION" } as const;
registerEnumType(InstallationMode, {
  name: "InstallationMode",
  description: "What an installation is for.",
  valuesConfig: {
    DEMONSTRATION: { description: "For trying: with invented people and practice cards." },
    PRODUCTION: { description: "For work." },
  },
});

/** What everybody may know before signing in. */
@ObjectType({ description: "What everybody may know of this installation before signing in." })
export class Site {
  @Field(() => String, { description: "Whose installation it is, as its host calls it." })
  organisation: string;

  @Field(() => String, { nullable: true, description: "How to reach the help desk; null when the host did not say." })
  helpDesk: string | null;

  @Field(() => InstallationMode, { description: "What it is for." })
  mode: keyof typeof InstallationMode;

  @Field(() => String, { description: "The version of Unlatch." })
  version: string;

  @Field(() => Boolean, { description: "Whether it still waits for its first administrator." })
  needsSetUp: boolean;

  @Field(() => Boolean, { description: "Whether it has practice cards at `/practice`." })
  practiceCards: boolean;
}
