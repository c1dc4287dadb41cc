import { Field, Int, ObjectType } from "type-graphql";
import { Refusal } from "../platform/refusal.ts";
import { DateTime } from "../platform/scalars.ts";

@ObjectType({
  implements: Refusal,
  description: "The link of the mail opens nothing: it is too old, was used, or was never made here.",
})
export class NoticeLinkUnusable {}

@ObjectType({ description: "Whether notices by mail arrive." })
export class NoticeStatus {
  @Field(() => Boolean, { description: "Whether the host set a mail server; without one nothing is queued." })
  isOn: boolean;

  @Field(() => Boolean, { description: "Whether the host set an address at which operators are told." })
  operatorsAreTold: boolean;

  @Field(() => Int, { description: "How many wait to be sent." })
  waiting: number;

  @Field(() => DateTime, { nullable: true, description: "Since when the oldest of them waits; null: none does." })
  oldestWaitingAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Why one that waits could not be sent yet, such as `ECONNECTION`; null: none was tried in vain.",
  })
  lastTrouble: string | null;

  @Field(() => Int, { description: "How many were given up in the last thirty days." })
  givenUp: number;

  @Field(() => DateTime, { nullable: true, description: "When one was last given up; null: none was." })
  lastGivenUpAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When one was last delivered; null: none was." })
  lastDeliveredAt: Date | null;
}
