import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import type { DirectoryKind, DirectoryMethod } from "./directory-kind.ts";
import { openSecret } from "./method-secret.ts";
import type { DirectoryRules } from "./sign-in-method-kinds.ts";
import { type SignInMethodRecord, signInMethodRepository } from "./sign-in-method.repository.ts";

/** The rules of a method that says nothing else: nobody is found or made. */
export const closedRules: DirectoryRules = { matchBy: "NEVER", createPeople: false, requiredGroup: null };

/** Opens methods of one kind for use. What is switched off is not there. */
export const makeOpenMethod =
  <Settings>({ reader, seal }: { reader: Sql; seal: SecretSeal }, kind: DirectoryKind<Settings>) =>
  async (id: string): Promise<DirectoryMethod<Settings> | null> => {
    const record = await signInMethodRepository(reader).byId(id);
    if (record?.kind !== kind.kind || !record.isOn) return null;
    return methodOf(seal, kind, record);
  };

/** @returns a kept method as its kind works with it; null when its settings cannot be read any more */
export function methodOf<Settings>(
  seal: SecretSeal,
  kind: DirectoryKind<Settings>,
  record: SignInMethodRecord,
): DirectoryMethod<Settings> | null {
  const read = kind.read(record.settings.kind);
  if (read.type !== "Read") return null;
  const { id, label, settings } = record;
  return { id, label, rules: settings.rules ?? closedRules, settings: read.settings, secret: openSecret(seal, record) };
}
