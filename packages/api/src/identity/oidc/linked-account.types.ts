import { Field, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/scalars.ts";
import { SignInMethod } from "../sign-in-methods/sign-in-method.types.ts";

@ObjectType({ description: "A provider or directory, and whether an account there signs one in." })
export class LinkedAccount {
  @Field(() => SignInMethod, { description: "Where the account is." })
  method: SignInMethod;

  @Field(() => Boolean, { description: "Whether one's account there signs one in." })
  isLinked: boolean;

  @Field(() => DateTime, { nullable: true, description: "When one last came in by it; null when one never did." })
  lastSeenAt: Date | null;
}
