import { Field, ID, ObjectType } from "type-graphql";
import { makeConnection } from "../platform/pagination.ts";
import { DateTime } from "../platform/scalars.ts";

/** One entry of the audit log as the person it is about may see it. */
@ObjectType({ description: "Something that one did, or that was done to one's account." })
export class Activity {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => DateTime, { description: "When it happened." })
  at: Date;

  @Field(() => String, { description: "What was done, such as `session.signIn`." })
  action: string;

  @Field(() => String, { description: "What came of it: the name of the result's type, or `Fault`." })
  outcome: string;

  @Field(() => Boolean, { description: "Whether it was refused or failed." })
  wasRefused: boolean;

  @Field(() => Boolean, { description: "Whether one did it oneself; a sign-in that failed was done by nobody known." })
  isOwn: boolean;

  @Field(() => String, { nullable: true, description: "Serial number of the card it was about." })
  serialNumber: string | null;

  @Field(() => String, { nullable: true, description: "Reference of the run of a process." })
  reference: string | null;
}

/** A page of one's activity. */
export const ActivityConnection = makeConnection(Activity, "Activity");
