import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Count } from "../../platform/pagination.ts";
import type { Person } from "../../platform/actor.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Requires } from "../../platform/requires.ts";
import { User } from "../accounts/user.types.ts";
import type { makeAssignRole } from "./assign-role.ts";
import type { makeRemoveRole } from "./remove-role.ts";
import { builtInRole, type RoleRecord } from "./built-in-roles.ts";
import * as types from "./role.types.ts";
import type { makeSaveRole } from "./save-role.ts";

/** Roles: what they allow, how many have them, making them and giving them. */
@Resolver(() => types.RoleDefinition)
export class RoleResolver {
  constructor(
    private readonly verbs: {
      readonly roles: () => Promise<RoleRecord[]>;
      readonly membersOf: (role: RoleRecord) => Promise<Count>;
      readonly saveRole: ReturnType<typeof makeSaveRole>;
      readonly removeRole: ReturnType<typeof makeRemoveRole>;
      readonly assignRole: ReturnType<typeof makeAssignRole>;
    },
  ) {}

  @Query(() => [types.RoleDefinition], { description: "Every role: those that come with Unlatch, then one's own." })
  @Requires("user:read")
  roles() {
    return this.verbs.roles();
  }

  @FieldResolver(() => Count, { description: "How many people have it." })
  @Requires("user:read")
  members(@Root() role: RoleRecord) {
    return this.verbs.membersOf(role);
  }

  @Mutation(() => types.SaveRoleResult, { description: "Makes a role of one's own, or changes one." })
  @Requires("role:write")
  saveRole(
    @Arg("input", () => types.SaveRoleInput, { description: "The role." }) input: types.SaveRoleInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.saveRole(actor, input);
  }

  @Mutation(() => types.RemoveRoleResult, { description: "Removes a role that nobody has." })
  @Requires("role:write")
  removeRole(
    @Arg("input", () => types.RemoveRoleInput, { description: "Which." }) input: types.RemoveRoleInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.removeRole(actor, input);
  }

  @Mutation(() => types.AssignRoleResult, { description: "Gives somebody another role in place of the one they have." })
  @Requires("role:write")
  assignRole(
    @Arg("input", () => types.AssignRoleInput, { description: "Who, and which." }) input: types.AssignRoleInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.assignRole(actor, input);
  }
}

type RolesHeld = Pick<Person, "role" | "ownRole">;

/** What a person's role is called, beside who they are. */
@Resolver(() => User)
export class UserRoleResolver {
  @FieldResolver(() => String, {
    description: "What their role is called: an own one's name, else `Operator` and the like.",
  })
  @Inherits()
  roleName(@Root() { role, ownRole }: RolesHeld) {
    return ownRole?.name ?? builtInRole(role).name;
  }

  @FieldResolver(() => String, { description: "Identifier of their role, for `assignRole`." })
  @Inherits()
  roleId(@Root() { role, ownRole }: RolesHeld) {
    return ownRole?.id ?? role;
  }
}
