import { Field, InputType, ObjectType } from "type-graphql";

@ObjectType({ description: "How an OpenID provider is reached, and what is read from it." })
export class OpenIdConnectSettings {
  @Field(() => String, { description: "The provider's issuer, such as `https://login.example.org`." })
  issuer: string;

  @Field(() => String, { description: "As what the provider knows us." })
  clientId: string;

  @Field(() => [String], { description: "What is asked for beside `openid`." })
  scopes: readonly string[];

  @Field(() => String, { description: "The claim with the user name." })
  usernameClaim: string;

  @Field(() => String, { description: "The claim with the groups." })
  groupsClaim: string;

  @Field(() => String, {
    nullable: true,
    description: "How strongly the provider must have checked the person: a value of `acr`; null for any.",
  })
  requiredAcr: string | null;

  @Field(() => Boolean, {
    description: "Whether the provider's own second factor stands for the one here when signing in.",
  })
  trustsSecondFactor: boolean;
}

@InputType({ description: "How an OpenID provider is reached, and what is read from it." })
export class OpenIdConnectSettingsInput {
  @Field(() => String, { description: "The provider's issuer; `https`, or `http` on this machine." })
  issuer: string;

  @Field(() => String, { description: "As what the provider knows us." })
  clientId: string;

  @Field(() => [String], { nullable: true, description: "Beside `openid`; null for `profile` and `email`." })
  scopes?: string[] | null;

  @Field(() => String, { nullable: true, description: "The claim with the user name; null for `preferred_username`." })
  usernameClaim?: string | null;

  @Field(() => String, { nullable: true, description: "The claim with the groups; null for `groups`." })
  groupsClaim?: string | null;

  @Field(() => String, { nullable: true, description: "A value of `acr` that a sign-in must have; null for any." })
  requiredAcr?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the provider's own second factor stands for the one here; null for not.",
  })
  trustsSecondFactor?: boolean | null;
}
