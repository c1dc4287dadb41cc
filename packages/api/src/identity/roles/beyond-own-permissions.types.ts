import type { Permission } from "@unlatch/core/access/permissions";
import { Field, ObjectType } from "type-graphql";
import { Refusal } from "../../platform/refusal.ts";
import { PermissionEnum } from "../accounts/user.types.ts";

@ObjectType({ implements: Refusal, description: "It takes permissions that whoever asks does not have." })
export class BeyondOwnPermissions {
  @Field(() => [PermissionEnum], { description: "Those they do not have." })
  permissions: readonly Permission[];
}
