import { marks, type Sql } from "../../platform/sql.ts";
import { fold } from "../accounts/fold.ts";
import { permissionsIn } from "../accounts/user.repository.ts";
import { builtInRoles, type RoleRecord } from "./built-in-roles.ts";

interface Row {
  id: string;
  name: string;
  permissions: string;
  version: number;
}

const columns = "id, name, permissions, version";

const roleFrom = (row: Row): RoleRecord => ({
  id: row.id,
  name: row.name,
  permissions: permissionsIn(row.permissions),
  isBuiltIn: false,
  version: Number(row.version),
});

/** @returns what can be done with the roles of the organisation's own */
export function roleRepository(sql: Sql) {
  return {
    /** By name. */
    async all(): Promise<RoleRecord[]> {
      return (await sql.rows<Row>(`SELECT ${columns} FROM roles ORDER BY name_key, id`)).map(roleFrom);
    },
    /** A role, which nobody else changes or gives to anybody until the unit ends. */
    async lockById(id: string): Promise<RoleRecord | null> {
      const row = await sql.row<Row>(`SELECT ${columns} FROM roles WHERE id = ?${sql.forUpdate}`, [id]);
      return row && roleFrom(row);
    },
    /** Whether another role has the name, in one case or another; one that comes with Unlatch as well. */
    async isNameTaken(name: string, butOf: string | null): Promise<boolean> {
      if (builtInRoles.some((role) => fold(role.name) === fold(name))) return true;
      const text = "SELECT 1 AS one FROM roles WHERE name_key = ? AND id <> ?";
      return (await sql.row(text, [fold(name), butOf ?? ""])) !== null;
    },
    /** @returns false when a role with the name came first; then nothing is written */
    async add({ id, name, permissions }: RoleRecord): Promise<boolean> {
      const text = `INSERT INTO roles (id, name, name_key, permissions, version) VALUES (${marks(5)})
        ON CONFLICT (name_key) DO NOTHING`;
      return (await sql.run(text, [id, name, fold(name), permissions.join(" "), 1])) === 1;
    },
    async save({ id, name, permissions }: RoleRecord): Promise<void> {
      const text = "UPDATE roles SET name = ?, name_key = ?, permissions = ?, version = version + 1 WHERE id = ?";
      await sql.run(text, [name, fold(name), permissions.join(" "), id]);
    },
    async remove(id: string): Promise<void> {
      await sql.run("DELETE FROM roles WHERE id = ?", [id]);
    },
    /** Whether anybody has the role. */
    async isHeld(id: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM users WHERE own_role_id = ? LIMIT 1", [id])) !== null;
    },
  };
}
