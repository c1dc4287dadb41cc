import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { Refusal } from "../../platform/refusal.ts";
import { LdapSettings, LdapSettingsInput } from "../ldap/ldap-settings.types.ts";
import { OpenIdConnectSettings, OpenIdConnectSettingsInput } from "../oidc/oidc-settings.types.ts";
import { type MatchRule, matchRules, type SignInMethodKind, signInMethodKinds } from "./sign-in-method-kinds.ts";

/** The kinds of methods as the schema names them. */
export const SignInMethodKindEnum = enumOf(signInMethodKinds);
registerEnumType(SignInMethodKindEnum, {
  name: "SignInMethodKind",
  description: "What kind of method it is to sign in with.",
  valuesConfig: {
    PASSKEY: { description: "A passkey. Built in." },
    PASSWORD: { description: "User name and password of an account here. Built in." },
    OPENID_CONNECT: { description: "A sign-in at another site that vouches for the person." },
    LDAP: { description: "User name and password of an account in a directory." },
  },
});

/** The ways to find an account as the schema names them. */
export const MatchRuleEnum = enumOf(matchRules);
registerEnumType(MatchRuleEnum, {
  name: "MatchRule",
  description: "By what a person who comes for the first time is found among the accounts that are here already.",
  valuesConfig: {
    USERNAME: { description: "By the user name." },
    EMAIL: { description: "By the mail address, where both sides are sure of it." },
    NEVER: { description: "Not at all: people link their accounts themselves." },
  },
});

@ObjectType({ description: "A method to sign in with, as everybody may know it." })
export class SignInMethod {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => SignInMethodKindEnum, { description: "What kind of method it is." })
  kind: SignInMethodKind;

  @Field(() => String, { description: "What people call it." })
  label: string;

  @Field(() => Int, { description: "Where it stands on the page: 1 is the first." })
  position: number;
}

@ObjectType({ description: "Who of a directory or provider gets in, and as whom." })
export class DirectoryRules {
  @Field(() => MatchRuleEnum, { description: "By what people are found among the accounts that are here." })
  matchBy: MatchRule;

  @Field(() => Boolean, { description: "Whether people without an account get one, as self-service users." })
  createPeople: boolean;

  @Field(() => String, { nullable: true, description: "Only members of this group get in; null lets everybody in." })
  requiredGroup: string | null;
}

@ObjectType({ description: "A method to sign in with, as administrators see it. Its secret is never given out." })
export class SignInMethodSetUp extends SignInMethod {
  @Field(() => Boolean, { description: "Whether people can sign in with it." })
  isOn: boolean;

  @Field(() => Int, { description: "Grows with every change; give it back when saving." })
  version: number;

  @Field(() => Boolean, { description: "Whether a client secret or bind password is kept for it." })
  isCredentialKept: boolean;

  @Field(() => DirectoryRules, { nullable: true, description: "Who gets in; null for what is built in." })
  rules: DirectoryRules | null;

  @Field(() => OpenIdConnectSettings, { nullable: true, description: "How the provider is reached; null for others." })
  openIdConnect: OpenIdConnectSettings | null;

  @Field(() => LdapSettings, { nullable: true, description: "How the directory is reached; null for others." })
  ldap: LdapSettings | null;

  @Field(() => String, {
    nullable: true,
    description: "The address to register at the provider; null for other kinds.",
  })
  redirectUri: string | null;
}

@InputType({ description: "Who of a directory or provider gets in, and as whom." })
export class DirectoryRulesInput {
  @Field(() => MatchRuleEnum, { description: "By what people are found among the accounts that are here." })
  matchBy: MatchRule;

  @Field(() => Boolean, { description: "Whether people without an account get one, as self-service users." })
  createPeople: boolean;

  @Field(() => String, { nullable: true, description: "Only members of this group get in; null lets everybody in." })
  requiredGroup?: string | null;
}

@InputType({ description: "How a provider or directory is to be set up." })
export class SaveSignInMethodInput {
  @Field(() => ID, { description: "Of the method; for a new one, a random UUID that you make." })
  id: string;

  @Field(() => Int, { nullable: true, description: "Of the method as you read it; null for a new one." })
  version?: number | null;

  @Field(() => SignInMethodKindEnum, { description: "What kind of method it is: one that is not built in." })
  kind: SignInMethodKind;

  @Field(() => String, { description: "What people call it: 1 to 100 characters." })
  label: string;

  @Field(() => Boolean, { description: "Whether people can sign in with it." })
  isOn: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Client secret or bind password; null leaves the kept one, an empty one takes it away.",
  })
  secret?: string | null;

  @Field(() => DirectoryRulesInput, { description: "Who gets in." })
  rules: DirectoryRulesInput;

  @Field(() => OpenIdConnectSettingsInput, { nullable: true, description: "For a provider." })
  openIdConnect?: OpenIdConnectSettingsInput | null;

  @Field(() => LdapSettingsInput, { nullable: true, description: "For a directory." })
  ldap?: LdapSettingsInput | null;
}

@InputType({ description: "How a provider or directory would be set up; or which method that is built in is tested." })
export class TestSignInMethodInput {
  @Field(() => ID, { description: "Of the method; for a new one, a random UUID that you make." })
  id: string;

  @Field(() => Int, {
    nullable: true,
    description: "Of the method as you read it; null for a new one, and not looked at for what is built in.",
  })
  version?: number | null;

  @Field(() => SignInMethodKindEnum, {
    description: "What kind of method it is. What is built in takes nothing but its identifier and this.",
  })
  kind: SignInMethodKind;

  @Field(() => String, {
    nullable: true,
    description: "What people call it: 1 to 100 characters. Needed unless it is built in.",
  })
  label?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether people could sign in with it. The test does not need it.",
  })
  isOn?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Client secret or bind password; null takes the kept one, an empty one none.",
  })
  secret?: string | null;

  @Field(() => DirectoryRulesInput, {
    nullable: true,
    description: "Who would get in; null lets nobody be found or made.",
  })
  rules?: DirectoryRulesInput | null;

  @Field(() => OpenIdConnectSettingsInput, { nullable: true, description: "For a provider." })
  openIdConnect?: OpenIdConnectSettingsInput | null;

  @Field(() => LdapSettingsInput, { nullable: true, description: "For a directory." })
  ldap?: LdapSettingsInput | null;
}

@InputType({ description: "Which method is to be on or off." })
export class SwitchSignInMethodInput {
  @Field(() => ID, { description: "Of the method." })
  id: string;

  @Field(() => Boolean, { description: "Whether people can sign in with it." })
  isOn: boolean;
}

@InputType({ description: "In which order the methods stand on the page." })
export class OrderSignInMethodsInput {
  @Field(() => [ID], { description: "Every method once, the first one first." })
  ids: string[];
}

@InputType({ description: "Which method is to go." })
export class RemoveSignInMethodInput {
  @Field(() => ID, { description: "Of the method." })
  id: string;
}

@ObjectType({ description: "A step of a test that went well." })
export class TestedStep {
  @Field(() => String, { description: "What was tried." })
  title: string;

  @Field(() => String, { nullable: true, description: "What was found, such as a certificate's end." })
  detail: string | null;
}

@ObjectType({ description: "The method works as far as can be told without a person." })
export class SignInMethodWorks {
  @Field(() => [TestedStep], { description: "What was tried, in order." })
  steps: readonly TestedStep[];
}

@ObjectType({ implements: Refusal, description: "The method does not work; the message says what to mend." })
export class SignInMethodFails {
  @Field(() => [TestedStep], { description: "What went well before, in order." })
  steps: readonly TestedStep[];

  @Field(() => String, { description: "What was tried and did not go well." })
  step: string;
}

@ObjectType({ implements: Refusal, description: "Something of how the method is to be set up cannot be used." })
export class SignInMethodUnusable {}

@ObjectType({ implements: Refusal, description: "There is no such method, or it is built in." })
export class SignInMethodNotFound {}

@ObjectType({ implements: Refusal, description: "Somebody changed the methods meanwhile." })
export class SignInMethodChanged {}
