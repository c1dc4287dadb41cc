import { createUnionType, Field, InputType, ObjectType } from "type-graphql";
import { RateLimited } from "../../identity/index.ts";
import { outcomeType, Refusal } from "../../platform/refusal.ts";
import { DateTime } from "../../platform/scalars.ts";
import { NoticeLinkUnusable } from "../notices.types.ts";

@InputType({ description: "The link to look at." })
export class OpenNotMeInput {
  @Field(() => String, { description: "What follows the `#` in the link." })
  token: string;
}

@InputType({ description: "The link by which somebody says that it was not them." })
export class ReportNotMeInput {
  @Field(() => String, { description: "What follows the `#` in the link." })
  token: string;
}

@ObjectType({ description: "What the link is about. Looking changes nothing." })
export class NotMeOpened {
  @Field(() => String, { description: "What people call the card." })
  cardLabel: string;

  @Field(() => String, { description: "The last four characters of its serial number." })
  serialEnding: string;

  @Field(() => DateTime, { description: "When the response was given." })
  givenAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When the link was used; null: not yet." })
  reportedAt: Date | null;

  @Field(() => Boolean, { description: "Whether unblocking is stopped for the card now." })
  isFrozen: boolean;
}

@ObjectType({
  description: "Unblocking is stopped for the card, its holder is signed out everywhere, the operators are told.",
})
export class NotMeReported {
  @Field(() => String, { description: "What people call the card." })
  cardLabel: string;

  @Field(() => String, { description: "The last four characters of its serial number." })
  serialEnding: string;
}

@ObjectType({ implements: Refusal, description: "The link was used before; nothing was changed now." })
export class NotMeReportedBefore {
  @Field(() => DateTime, { description: "When it was used." })
  reportedAt: Date;
}

export const OpenNotMeResult = createUnionType({
  name: "OpenNotMeResult",
  description: "What can come of looking at a link of a notice.",
  types: () => [NotMeOpened, NoticeLinkUnusable, RateLimited] as const,
  resolveType: outcomeType,
});

export const ReportNotMeResult = createUnionType({
  name: "ReportNotMeResult",
  description: "What can come of saying that it was not you.",
  types: () => [NotMeReported, NotMeReportedBefore, NoticeLinkUnusable, RateLimited] as const,
  resolveType: outcomeType,
});
