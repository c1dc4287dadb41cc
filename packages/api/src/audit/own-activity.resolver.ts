import { Arg, Ctx, FieldResolver, Int, Resolver } from "type-graphql";
import { Account } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import { RequestContext } from "../platform/request-context.ts";
import { Requires } from "../platform/requires.ts";
import type { makeOwnActivity } from "./own-activity.read-model.ts";
import { ActivityConnection } from "./own-activity.types.ts";

/** What one did oneself, beside one's account. */
@Resolver(() => Account)
export class OwnActivityResolver {
  constructor(private readonly ownActivity: ReturnType<typeof makeOwnActivity>) {}

  @FieldResolver(() => ActivityConnection, {
    description: "What one did and what was done to one's account, newest first.",
  })
  @Requires("signed-in")
  activity(
    @Ctx() { actor }: RequestContext,
    @Arg("first", () => Int, { description: "How many: 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor to go on after." }) after?: string | null,
  ) {
    return this.ownActivity(actor as Person, { first, after: after ?? null });
  }
}
