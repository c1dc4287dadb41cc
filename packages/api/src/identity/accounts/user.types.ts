import { type Permission, permissions, type Role, roles } from "@unlatch/core/access/permissions";
import { type UserState, userStates } from "@unlatch/core/lifecycle/user-states";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { makeConnection } from "../../platform/pagination.ts";
import { ProofMethodEnum } from "../proof/proof-method.types.ts";
import { DateTime } from "../../platform/scalars.ts";

/** `Role` in the schema. */
export const RoleEnum = enumOf(roles);
registerEnumType(RoleEnum, {
  name: "Role",
  description: "What a person comes for, and with it what they may do.",
  valuesConfig: {
    ADMINISTRATOR: { description: "Configures card profiles, cards and people, and reads the audit log." },
    OPERATOR: { description: "Works at the help desk: finds cards and people and changes states of cards." },
    AUDITOR: { description: "Reads everything and changes nothing." },
    SELF_SERVICE_USER: { description: "Unblocks their own cards." },
  },
});

/** The states of an account as the schema names them. */
export const UserStateEnum = enumOf(userStates);
registerEnumType(UserStateEnum, {
  name: "UserState",
  description: "Where a person's account is in its life.",
  valuesConfig: {
    REGISTERED: { description: "Known, nothing requested yet." },
    REQUESTED: { description: "An account was requested." },
    ABORTED: { description: "The request was withdrawn. Final." },
    APPROVED: { description: "The request was approved." },
    REJECTED: { description: "The request was rejected. Final." },
    ACTIVE: { description: "Can do what their role allows." },
    INACTIVE: { description: "Credentials are unusable for now." },
    LOCKED: { description: "Out of use, and so are their cards. Final." },
  },
});

/** `card:read:own` in core is `CARD_READ_OWN` in the schema. */
export const PermissionEnum = Object.fromEntries(
  permissions.map((permission) => [permission.toUpperCase().replaceAll(/[:-]/g, "_"), permission]),
) as Record<string, Permission>;
registerEnumType(PermissionEnum, {
  name: "Permission",
  description: "One thing a person can be allowed to do.",
  valuesConfig: {
    CARD_READ_OWN: { description: "See their own cards." },
    CARD_READ_ANY: { description: "See every card." },
    CARD_CHANGE_STATE: { description: "Move a card to another state." },
    CARD_UNFREEZE: { description: "Let a frozen card be unblocked again." },
    PROCESS_RUN_OWN: { description: "Run a process on their own card." },
    PROFILE_READ: { description: "See card profiles." },
    PROFILE_WRITE: { description: "Change card profiles." },
    USER_READ: { description: "See people." },
    USER_WRITE: { description: "Invite people, move their accounts, and reset how they sign in." },
    ROLE_WRITE: { description: "Make roles, and give them to people." },
    TOKEN_WRITE: { description: "Make and revoke API tokens." },
    SIGN_IN_CONFIGURE: { description: "Choose how people can sign in." },
    AUDIT_READ: { description: "Read the audit log." },
    KEY_READ: { description: "See what is known of keys: check values and states, never a key." },
    KEY_WRITE: { description: "Decide where a card's admin key comes from." },
    MASTER_KEY_ENTER: { description: "Begin a master key and enter one of its components." },
    MASTER_KEY_APPROVE: { description: "Approve or reject a master key of which they entered no component." },
    IMPORT_RUN: { description: "Import cards from a file." },
    NOTICE_READ: { description: "See whether notices by mail arrive." },
    ATTEMPT_RESET: { description: "Let a card have responses again that used up its attempts." },
  },
});

/** A person with an account, as the schema shows them. */
@ObjectType({ description: "A person with an account." })
export class User {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "What they sign in with." })
  username: string;

  @Field(() => String, { description: "What people call them." })
  displayName: string;

  @Field(() => RoleEnum, { description: "What they come for. A role of the organisation's own adds to it." })
  role: Role;

  @Field(() => UserStateEnum, { description: "Where their account is in its life." })
  state: UserState;
}

/** A page of people. */
export const UserConnection = makeConnection(User, "User");

/** Whoever is signed in. Other domains add what belongs to them: their cards, their open processes. */
@ObjectType({ description: "Whoever is signed in with this session." })
export class Viewer {
  @Field(() => User, { description: "Who that is." })
  user: User;

  @Field(() => [PermissionEnum], { description: "Everything they may do." })
  permissions: readonly Permission[];

  @Field(() => DateTime, { description: "When the session ends if nothing more is asked. Every request moves it." })
  sessionExpiresAt: Date;

  @Field(() => DateTime, { description: "When they last proved who they are." })
  provedAt: Date;

  @Field(() => [ProofMethodEnum], { description: "What they proved it with then." })
  methods: readonly string[];
}
