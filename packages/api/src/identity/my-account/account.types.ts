import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/scalars.ts";
import type { ProofMethod } from "../proof/proof-methods.ts";
import { ProofMethodEnum } from "../proof/proof-method.types.ts";

@ObjectType({ description: "A passkey of one's own." })
export class Passkey {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "What its owner calls it." })
  label: string;

  @Field(() => DateTime, { description: "Since when it is there." })
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When it was last used; null when it never was." })
  lastUsedAt: Date | null;
}

@ObjectType({ description: "A browser in which one is signed in." })
export class Session {
  @Field(() => ID, { description: "Identifier of the session; it signs nobody in." })
  id: string;

  @Field(() => String, { nullable: true, description: "What the browser says it is, such as `Firefox on Windows`." })
  label: string | null;

  @Field(() => String, { nullable: true, description: "The network address it began from." })
  address: string | null;

  @Field(() => DateTime, { description: "When it began." })
  startedAt: Date;

  @Field(() => DateTime, { description: "When it was last used, to the minute." })
  lastSeenAt: Date;

  @Field(() => Boolean, { description: "Whether it is the one that asks." })
  isCurrent: boolean;
}

/** One's own account. Other domains add what belongs to them: one's activity. */
@ObjectType({ description: "One's own account, and how one signs in." })
export class Account {
  @Field(() => String, { description: "What one signs in with." })
  username: string;

  @Field(() => String, { description: "What one is called." })
  displayName: string;

  @Field(() => String, { nullable: true, description: "Where notices go; null when there is none." })
  email: string | null;

  @Field(() => Boolean, { description: "Whether the mail address was shown to be one's own." })
  emailIsConfirmed: boolean;

  @Field(() => [Passkey], { description: "One's passkeys, the oldest first." })
  passkeys: readonly Passkey[];

  @Field(() => Boolean, { description: "Whether an authenticator app is set up." })
  hasTotp: boolean;

  @Field(() => Int, { description: "How many recovery codes are not used yet." })
  recoveryCodesLeft: number;

  @Field(() => [ProofMethodEnum], { description: "With what one can sign in or prove who one is." })
  methods: readonly ProofMethod[];

  @Field(() => [Session], { description: "Where one is signed in, the last used first." })
  sessions: readonly Session[];
}
