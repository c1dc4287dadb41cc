import { FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Inherits, Requires } from "../platform/requires.ts";
import { ChallengeAnswered } from "../processes/index.ts";
import { NoticeStatus } from "./notices.types.ts";

/** Whether notices arrive, for administrators. */
@Resolver()
export class NoticesResolver {
  constructor(private readonly status: () => Promise<NoticeStatus>) {}

  @Query(() => NoticeStatus, { description: "Whether notices by mail arrive." })
  @Requires("notice:read")
  noticeStatus() {
    return this.status();
  }
}

/** Whether the person was told of a response by mail. */
@Resolver(() => ChallengeAnswered)
export class TellsOfResponseResolver {
  constructor(private readonly tells: (processId: string) => Promise<boolean>) {}

  @FieldResolver(() => Boolean, {
    description: "Whether a notice of this response went, or is on its way, to the person's mail.",
  })
  @Inherits()
  isTold(@Root() { process }: ChallengeAnswered) {
    return this.tells(process.id);
  }
}
