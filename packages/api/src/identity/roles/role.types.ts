import type { Permission } from "@unlatch/core/access/permissions";
import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { NotPermitted, outcomeType, Refusal } from "../../platform/refusal.ts";
import { PermissionEnum, User } from "../accounts/user.types.ts";
import { LastAdministrator, UserNotFound } from "../invitations/invitation.types.ts";
import { StepUpNeeded } from "../proof/proof.types.ts";
import { BeyondOwnPermissions } from "./beyond-own-permissions.types.ts";

/** A role as the schema shows it. */
@ObjectType({ description: "A role: what those who have it may do." })
export class RoleDefinition {
  @Field(() => ID, { description: "Identifier: `OPERATOR` and the like for roles that come with Unlatch." })
  id: string;

  @Field(() => String, { description: "What people call it." })
  name: string;

  @Field(() => [PermissionEnum], { description: "Everything that those who have it may do." })
  permissions: readonly Permission[];

  @Field(() => Boolean, { description: "Whether it comes with Unlatch; such a role cannot be changed." })
  isBuiltIn: boolean;

  @Field(() => Int, { description: "Grows with every change; give it back when you save." })
  version: number;
}

@InputType({ description: "A role of the organisation's own as it is to be." })
export class SaveRoleInput {
  @Field(() => ID, { nullable: true, description: "Which role; null makes a new one." })
  roleId?: string | null;

  @Field(() => String, { description: "1 to 64 letters, digits, spaces and `. , & ( ) / _ -`." })
  name: string;

  @Field(() => [PermissionEnum], { description: "What it allows, beside what everybody may with their own cards." })
  permissions: Permission[];

  @Field(() => Int, { nullable: true, description: "The role's version as you saw it; null for a new one." })
  version?: number | null;
}

@InputType({ description: "A role to remove." })
export class RemoveRoleInput {
  @Field(() => ID, { description: "Which role." })
  roleId: string;
}

@InputType({ description: "Who is to have which role." })
export class AssignRoleInput {
  @Field(() => ID, { description: "Which person." })
  userId: string;

  @Field(() => ID, { description: "Which role, in place of the one they have." })
  roleId: string;
}

@ObjectType({ description: "The role is saved and counts from the next request on." })
export class RoleSaved {
  @Field(() => RoleDefinition, { description: "The role." })
  role: RoleDefinition;
}

@ObjectType({ description: "The role is gone." })
export class RoleRemoved {
  @Field(() => String, { description: "What it was called." })
  name: string;
}

@ObjectType({ description: "The person has the role; it counts from their next request on." })
export class RoleAssigned {
  @Field(() => User, { description: "The person." })
  user: User;
}

@ObjectType({ implements: Refusal, description: "There is no such role." })
export class RoleNotFound {}

@ObjectType({ implements: Refusal, description: "The role comes with Unlatch and stays as it is." })
export class RoleBuiltIn {}

@ObjectType({ implements: Refusal, description: "Another role has this name, in one case or another." })
export class RoleNameTaken {}

@ObjectType({ implements: Refusal, description: "The name is empty, too long, or has other characters." })
export class RoleNameUnusable {}

@ObjectType({ implements: Refusal, description: "Somebody still has the role." })
export class RoleInUse {}

@ObjectType({
  implements: Refusal,
  description: "Somebody saved the role after the version this change was made from.",
})
export class RoleChangedMeanwhile {
  @Field(() => RoleDefinition, { description: "The role as it is now." })
  role: RoleDefinition;
}

/** What comes of `saveRole`. */
export const SaveRoleResult = createUnionType({
  name: "SaveRoleResult",
  description: "What comes of saving a role.",
  types: () =>
    [
      RoleSaved,
      RoleNotFound,
      RoleBuiltIn,
      RoleNameTaken,
      RoleNameUnusable,
      RoleChangedMeanwhile,
      BeyondOwnPermissions,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});

/** What comes of `removeRole`. */
export const RemoveRoleResult = createUnionType({
  name: "RemoveRoleResult",
  description: "What comes of removing a role.",
  types: () =>
    [RoleRemoved, RoleNotFound, RoleBuiltIn, RoleInUse, BeyondOwnPermissions, StepUpNeeded, NotPermitted] as const,
  resolveType: outcomeType,
});

/** What comes of `assignRole`. */
export const AssignRoleResult = createUnionType({
  name: "AssignRoleResult",
  description: "What comes of giving somebody another role.",
  types: () =>
    [
      RoleAssigned,
      UserNotFound,
      RoleNotFound,
      LastAdministrator,
      BeyondOwnPermissions,
      StepUpNeeded,
      NotPermitted,
    ] as const,
  resolveType: outcomeType,
});
