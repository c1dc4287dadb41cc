import { EntitySchema } from "typeorm";

/** A role of the organisation's own. Its permissions stand in one text, by their names, with spaces between. */
export const roleEntity = () =>
  new EntitySchema({
    name: "role",
    tableName: "roles",
    columns: {
      id: { type: "varchar", length: 36, primary: true },
      name: { type: "varchar", length: 64 },
      name_key: { type: "varchar", length: 64 },
      permissions: { type: "text" },
      version: { type: "integer" },
    },
    indices: [{ name: "role_name_key", columns: ["name_key"], unique: true }],
  });
