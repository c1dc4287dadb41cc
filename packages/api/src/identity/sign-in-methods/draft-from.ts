import { closedRules } from "./open-method.ts";
import type { MethodDraft } from "./planned-method.ts";
import type { BuiltInKind, DirectoryKindName, MatchRule } from "./sign-in-method-kinds.ts";
import type { BuiltInMethod } from "./test-sign-in-method.ts";

/** What an administrator typed. */
export interface TypedMethod extends Pick<MethodDraft, "id" | "label" | "isOn"> {
  readonly version?: number | null;
  readonly kind: string;
  readonly secret?: string | null;
  readonly rules: {
    readonly matchBy: MatchRule;
    readonly createPeople: boolean;
    readonly requiredGroup?: string | null;
  };
  readonly openIdConnect?: unknown;
  readonly ldap?: unknown;
}

/** What an administrator typed to try it out; of what is built in, nothing but which it is. */
export type TypedTest = Pick<TypedMethod, "id" | "kind"> & {
  readonly [Field in Exclude<keyof TypedMethod, "id" | "kind">]?: TypedMethod[Field] | null;
};

const kinds: Readonly<Record<string, DirectoryKindName | undefined>> = {
  OPENID_CONNECT: "OPENID_CONNECT",
  LDAP: "LDAP",
};

/** @returns what an administrator typed as a draft; null for a kind that is built in */
export function draftFrom(input: TypedMethod): MethodDraft | null {
  const kind = kinds[input.kind];
  if (kind === undefined) return null;
  const { id, label, isOn, rules, openIdConnect, ldap } = input;
  const { matchBy, createPeople, requiredGroup } = rules;
  return {
    id,
    version: input.version ?? null,
    kind,
    label,
    isOn,
    secret: input.secret ?? null,
    rules: { matchBy, createPeople, requiredGroup: requiredGroup?.trim() || null },
    settings: kind === "OPENID_CONNECT" ? openIdConnect : ldap,
  };
}

/** @returns what an administrator wants to try out: a draft, or what is built in as it is */
export function testedFrom(input: TypedTest): MethodDraft | BuiltInMethod {
  const { label, isOn, rules } = input;
  const draft = draftFrom({ ...input, label: label ?? "", isOn: isOn ?? true, rules: rules ?? closedRules });
  return draft ?? { id: input.id, kind: input.kind as BuiltInKind };
}
