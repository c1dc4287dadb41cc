import { randomBytes } from "node:crypto";
import type { Sql } from "../../platform/sql.ts";
import { hashPassword, isPassword } from "../accounts/password-hash.ts";
import type { MethodTest, TestedStep } from "./directory-kind.ts";
import type { BuiltInKind } from "./sign-in-method-kinds.ts";
import { whyPasskeysCannotBind } from "./why-passkeys-cannot-bind.ts";

/** How passwords are kept and recognised. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  recognises(password: string, hash: string): Promise<boolean>;
}

interface Place {
  readonly reader: Sql;
  /** Where people reach us, such as `https://pin.example.org`. */
  readonly siteOrigin: string;
}

/** Tests passkeys: whether browsers bind them to this site, and who has one. */
export async function testPasskeys({ reader, siteOrigin }: Place): Promise<MethodTest> {
  const step = "Passkeys can be bound to this site's address";
  const reason = whyPasskeysCannotBind(siteOrigin);
  if (reason !== null) return { type: "SignInMethodFails", steps: [], step, reason };
  const bound = { title: step, detail: `${siteOrigin}: bound to ${new URL(siteOrigin).hostname}` };
  return { type: "SignInMethodWorks", steps: [bound, await peopleWith(reader, "PASSKEY")] };
}

/** Tests passwords: one that nobody has is hashed and recognised as any other is, and it is counted who has one. */
export async function testPasswords(
  { reader }: Pick<Place, "reader">,
  { hash, recognises }: PasswordHashing = { hash: hashPassword, recognises: isPassword },
): Promise<MethodTest> {
  const step = "A password is hashed and recognised";
  const [password, other] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
  const hashed = await hash(password);
  if (!(await recognises(password, hashed)) || (await recognises(other, hashed))) {
    const reason =
      "This server does not tell passwords apart. Install Unlatch again, from a release that you verified.";
    return { type: "SignInMethodFails", steps: [], step, reason };
  }
  const recognised = { title: step, detail: "With argon2id; and another password is not taken for it." };
  return { type: "SignInMethodWorks", steps: [recognised, await peopleWith(reader, "PASSWORD")] };
}

const haveOne: Readonly<Record<BuiltInKind, string>> = {
  PASSKEY: "EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id)",
  PASSWORD: "u.password_hash IS NOT NULL",
};

async function peopleWith(reader: Sql, kind: BuiltInKind): Promise<TestedStep> {
  const row = await reader.row<{ everybody: unknown; with_one: unknown }>(
    `SELECT count(*) AS everybody, sum(CASE WHEN ${haveOne[kind]} THEN 1 ELSE 0 END) AS with_one
     FROM users u WHERE u.state = 'ACTIVE'`,
  );
  const detail = `${Number(row?.with_one ?? 0)} of ${Number(row?.everybody ?? 0)} people with an active account`;
  return { title: `It was counted who has a ${kind === "PASSKEY" ? "passkey" : "password"}`, detail };
}
