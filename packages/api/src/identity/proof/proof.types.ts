import { Field, InputType, Int, ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";
import { Viewer } from "../accounts/user.types.ts";
import { ProofMethodEnum } from "./proof-method.types.ts";
import type { ProofMethod } from "./proof-methods.ts";

@ObjectType({ implements: Refusal, description: "The first factor was right; now the second one is needed." })
export class SecondFactorNeeded {
  @Field(() => [ProofMethodEnum], { description: "What will do, the best first." })
  methods: readonly ProofMethod[];

  @Field(() => String, { description: "What to go on with in `continueSignIn`, within five minutes." })
  pendingId: string;

  @Field(() => String, {
    nullable: true,
    description: "Options for the authenticator, as JSON; null without passkeys.",
  })
  passkeyOptionsJson: string | null;
}

@ObjectType({ implements: Refusal, description: "The second factor was wrong, or was used before." })
export class SecondFactorRefused {}

@ObjectType({ implements: Refusal, description: "The sign-in took too long or had too many tries; it begins again." })
export class SignInOver {}

@ObjectType({ implements: Refusal, description: "The proof of who one is is too old or too weak for this." })
export class StepUpNeeded {
  @Field(() => Int, { description: "How old a proof may be, in seconds." })
  maxAgeSeconds: number;

  @Field(() => [ProofMethodEnum], { description: "What will do, the best first." })
  methods: readonly ProofMethod[];
}

@ObjectType({ implements: Refusal, description: "What was given proves nothing, or was used before." })
export class StepUpRefused {}

@ObjectType({ description: "How somebody who is signed in can prove once more that it is them." })
export class StepUpBegun {
  @Field(() => [ProofMethodEnum], { description: "What will do, the best first." })
  methods: readonly ProofMethod[];

  @Field(() => String, {
    nullable: true,
    description: "Options for the authenticator, as JSON; null without passkeys.",
  })
  passkeyOptionsJson: string | null;
}

@ObjectType({ description: "It is them; the session goes on under a new cookie." })
export class SteppedUp {
  @Field(() => Viewer, { description: "Who is signed in." })
  viewer: Viewer;
}

@InputType({ description: "The second factor: one of the three." })
export class ContinueSignInInput {
  @Field(() => String, { description: "From `SecondFactorNeeded`." })
  pendingId: string;

  @Field(() => String, { nullable: true, description: "Six digits of the authenticator app." })
  totp?: string | null;

  @Field(() => String, { nullable: true, description: "A recovery code, with or without its dashes." })
  recoveryCode?: string | null;

  @Field(() => String, { nullable: true, description: "What the authenticator answered, as JSON." })
  passkeyAssertionJson?: string | null;
}

@InputType({ description: "A proof of who one is: one of the four." })
export class StepUpInput {
  @Field(() => String, { nullable: true, description: "The password, where there is no second factor." })
  password?: string | null;

  @Field(() => String, { nullable: true, description: "Six digits of the authenticator app." })
  totp?: string | null;

  @Field(() => String, { nullable: true, description: "A recovery code: good for changing how one signs in." })
  recoveryCode?: string | null;

  @Field(() => String, { nullable: true, description: "What the authenticator answered, as JSON." })
  passkeyAssertionJson?: string | null;
}
