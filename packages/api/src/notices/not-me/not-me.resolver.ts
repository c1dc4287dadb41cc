import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RequestContext } from "../../platform/request-context.ts";
import { Public } from "../../platform/requires.ts";
import * as types from "./not-me.types.ts";
import type { makeOpenNotMe } from "./open-not-me.ts";
import type { makeReportNotMe } from "./report-not-me.ts";

/** "This was not me": works for whoever has the mail, signed in or not. */
@Resolver()
export class NotMeResolver {
  constructor(
    private readonly open: ReturnType<typeof makeOpenNotMe>,
    private readonly report: ReturnType<typeof makeReportNotMe>,
  ) {}

  @Mutation(() => types.OpenNotMeResult, { description: "Looks at the link of a notice without using it." })
  @Public()
  openNotMe(
    @Arg("input", () => types.OpenNotMeInput, { description: "The link." }) { token }: types.OpenNotMeInput,
    @Ctx() context: RequestContext,
  ) {
    return this.open(context.actor, { token, origin: context.signInOrigin });
  }

  @Mutation(() => types.ReportNotMeResult, {
    description: "Stops unblocking for the card of a notice, ends its holder's sessions, and tells the operators.",
  })
  @Public()
  reportNotMe(
    @Arg("input", () => types.ReportNotMeInput, { description: "The link." }) { token }: types.ReportNotMeInput,
    @Ctx() context: RequestContext,
  ) {
    return this.report(context.actor, { token, origin: context.signInOrigin });
  }
}
