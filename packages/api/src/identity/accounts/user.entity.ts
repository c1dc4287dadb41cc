import { roles } from "@unlatch/core/access/permissions";
import { userStates } from "@unlatch/core/lifecycle/user-states";
import { EntitySchema } from "typeorm";
import { type ColumnTypes, oneOf } from "../../platform/column-types.ts";

/** A person who can sign in. `*_key` columns hold the name as it is compared and searched: folded to lower case. */
export const userEntity = ({ instant, bytewise }: ColumnTypes) =>
  new EntitySchema({
    name: "user",
    tableName: "users",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      username: { type: "varchar", length: 64 },
      username_key: { ...bytewise, length: 64 },
      display_name: { type: "varchar", length: 200 },
      display_name_key: { ...bytewise, length: 200 },
      role: { type: "varchar", length: 32 },
      own_role_id: { type: "varchar", length: 36, nullable: true },
      state: { type: "varchar", length: 32 },
      password_hash: { type: "varchar", length: 200, nullable: true },
      created_at: { ...instant },
      email: { type: "varchar", length: 254, nullable: true },
      email_confirmed_at: { ...instant, nullable: true },
      sign_in_reset_at: { ...instant, nullable: true },
      password_is_short: { type: "integer", nullable: true },
      version: { type: "integer" },
    },
    checks: [
      { name: "user_role", expression: oneOf("role", roles) },
      { name: "user_state", expression: oneOf("state", userStates) },
    ],
    indices: [
      { name: "user_username_key", columns: ["username_key"], unique: true },
      { name: "user_by_role", columns: ["role"] },
      { name: "user_own_role", columns: ["own_role_id"] },
      { name: "user_display_name_key", columns: ["display_name_key", "id"] },
    ],
  });
