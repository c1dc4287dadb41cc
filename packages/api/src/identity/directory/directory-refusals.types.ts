import { ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";

@ObjectType({ implements: Refusal, description: "The directory knows the person, and they have no account here." })
export class NoAccountHere {}

@ObjectType({
  implements: Refusal,
  description: "The directory doesn't let the person in here; their sessions are over.",
})
export class DirectoryAccessEnded {}
