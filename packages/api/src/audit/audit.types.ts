import { Field, ID, InputType, ObjectType } from "type-graphql";
import { User } from "../identity/index.ts";
import { makeConnection } from "../platform/pagination.ts";
import { DateTime } from "../platform/scalars.ts";

@ObjectType({ description: "A short public fact of an entry. Never a challenge, a response, a key or a password." })
export class AuditFact {
  @Field(() => String, { description: "What it is about, such as `state`." })
  name: string;

  @Field(() => String, { description: "What it was, such as `ACTIVE`." })
  value: string;
}

/** One entry of the audit log. Names are those of that time. */
@ObjectType({ description: "One entry of the audit log: who did what, when, to what, and what came of it." })
export class AuditEvent {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => DateTime, { description: "When it happened." })
  at: Date;

  @Field(() => String, { description: "What was done, such as `process.submitChallenge`." })
  action: string;

  @Field(() => String, { description: "What came of it: the name of the result's type, or `Fault`." })
  outcome: string;

  @Field(() => Boolean, { description: "Whether it was refused or failed." })
  wasRefused: boolean;

  actorId: string | null;

  @Field(() => User, { nullable: true, description: "Who did it; null for the server itself and for strangers." })
  actor?: User | null;

  @Field(() => String, {
    description: "User name of whoever did it, at that time; `system` for the server, `nobody` for a stranger.",
  })
  actorName: string;

  @Field(() => ID, { nullable: true, description: "The card it was about." })
  cardId: string | null;

  @Field(() => String, { nullable: true, description: "Serial number of that card." })
  serialNumber: string | null;

  @Field(() => ID, { nullable: true, description: "The card profile it was about." })
  cardProfileId: string | null;

  @Field(() => String, { nullable: true, description: "Name of that card profile, at that time." })
  cardProfileName: string | null;

  @Field(() => ID, { nullable: true, description: "The run of a process it belongs to." })
  processId: string | null;

  @Field(() => String, { nullable: true, description: "Reference of that run, as the person sees it." })
  reference: string | null;

  @Field(() => ID, { nullable: true, description: "The person acted upon, where that is not who did it." })
  subjectUserId: string | null;

  @Field(() => String, { nullable: true, description: "User name of the person acted upon, at that time." })
  subjectName: string | null;

  @Field(() => [AuditFact], { description: "Further facts." })
  facts: readonly AuditFact[];
}

/** A page of the audit log. */
export const AuditEventConnection = makeConnection(AuditEvent, "AuditEvent");

@InputType({ description: "Which entries of the audit log are looked for: those that fit everything given." })
export class AuditFilter {
  @Field(() => String, { nullable: true, description: "Exactly this action." })
  action?: string | null;

  @Field(() => String, { nullable: true, description: "Beginning of the actor's user name or name." })
  actor?: string | null;

  @Field(() => ID, { nullable: true, description: "About this card." })
  cardId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Beginning of the card's serial number, or its last four or more characters.",
  })
  serialNumber?: string | null;

  @Field(() => String, { nullable: true, description: "With this reference." })
  reference?: string | null;

  @Field(() => String, { nullable: true, description: "With exactly this outcome." })
  outcome?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only what was refused or failed." })
  onlyRefused?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: "Not before this time." })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Before this time." })
  until?: Date | null;
}
