import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";
import { Account } from "./account.types.ts";

@ObjectType({ description: "Something of one's own account was changed." })
export class AccountSaved {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;
}

@ObjectType({ description: "An authenticator app can be set up; its first code confirms it." })
export class TotpBegun {
  @Field(() => String, { description: "What the QR code holds." })
  otpauthUri: string;

  @Field(() => String, { description: "The same to type into the app, in groups of four." })
  text: string;
}

@ObjectType({ description: "New recovery codes; those from before are worth nothing." })
export class RecoveryCodesMade {
  @Field(() => [String], { description: "Ten codes, each good once. They are shown this once." })
  codes: readonly string[];

  @Field(() => Account, { description: "The account as it is now." })
  account: Account;
}

@ObjectType({ implements: Refusal, description: "Without this there would be no way to sign in any more." })
export class LastWayIn {}

@ObjectType({ implements: Refusal, description: "There is no such passkey among one's own." })
export class PasskeyNotFound {}

@ObjectType({
  implements: Refusal,
  description: "The passkey's name is empty, too long, or has characters nobody can see.",
})
export class PasskeyLabelUnusable {}

@ObjectType({ implements: Refusal, description: "The code is not the one that the authenticator app shows now." })
export class TotpRefused {}

@ObjectType({ implements: Refusal, description: "No authenticator app is set up." })
export class TotpNotFound {}

@ObjectType({ implements: Refusal, description: "There is no passkey and no authenticator app that could be lost." })
export class NoSecondFactor {}

@ObjectType({ implements: Refusal, description: "There is no such session among one's own." })
export class SessionNotFound {}

@ObjectType({ implements: Refusal, description: "This is no mail address." })
export class EmailUnusable {}

@InputType({ description: "A new passkey." })
export class AddPasskeyInput {
  @Field(() => String, { description: "What the authenticator answered, as JSON." })
  attestationJson: string;

  @Field(() => String, { description: "What to call it: 1 to 100 characters." })
  label: string;
}

@InputType({ description: "Another name for a passkey." })
export class RenamePasskeyInput {
  @Field(() => ID, { description: "Which passkey." })
  passkeyId: string;

  @Field(() => String, { description: "What to call it: 1 to 100 characters." })
  label: string;
}

@InputType({ description: "A passkey to take away." })
export class RemovePasskeyInput {
  @Field(() => ID, { description: "Which passkey." })
  passkeyId: string;
}

@InputType({ description: "The first code of an authenticator app." })
export class ConfirmTotpInput {
  @Field(() => String, { description: "Six digits." })
  code: string;
}

@InputType({ description: "Another password." })
export class ChangePasswordInput {
  @Field(() => String, { description: "15 to 256 characters of any kind; 8 will do with a second factor." })
  password: string;
}

@InputType({ description: "What one is called and where notices go." })
export class ChangePersonalDetailsInput {
  @Field(() => String, { description: "1 to 200 characters." })
  displayName: string;

  @Field(() => String, { nullable: true, description: "Mail address; null for none." })
  email?: string | null;
}

@InputType({ description: "A session to end." })
export class EndSessionInput {
  @Field(() => ID, { description: "Which session." })
  sessionId: string;
}
