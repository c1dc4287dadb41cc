import { Field, ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";

@ObjectType({
  implements: Refusal,
  description: "How the person signs in was reset so recently that nothing is released.",
})
export class RecentlyChanged {
  @Field(() => DateTime, { description: "Until when nothing is released." })
  until: Date;

  @Field(() => String, { nullable: true, description: "How to reach the help desk; null when the host did not say." })
  helpDesk: string | null;
}
