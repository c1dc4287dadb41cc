import type { SecretSeal } from "../../platform/secret-seal.ts";
import { isIdentifier } from "../../platform/identifier.ts";
import type { DirectoryKind, SignInMethodUnusable } from "./directory-kind.ts";
import { sealedSecret } from "./method-secret.ts";
import type { DirectoryKindName, DirectoryRules } from "./sign-in-method-kinds.ts";
import type { SignInMethodRecord } from "./sign-in-method.repository.ts";

/** How an administrator wants a method to be. */
export interface MethodDraft {
  readonly id: string;
  /** Of the method as it was read; null for a new one. */
  readonly version: number | null;
  readonly kind: DirectoryKindName;
  readonly label: string;
  readonly isOn: boolean;
  /** null leaves the kept one. */
  readonly secret: string | null;
  readonly rules: DirectoryRules;
  /** In the words of the kind. */
  readonly settings: unknown;
}

/** A draft that can be kept or tested. */
export interface PlannedMethod {
  readonly type: "Planned";
  readonly record: SignInMethodRecord;
}

/** Why a draft cannot be kept or tested. */
export type DraftRefusal =
  | SignInMethodUnusable
  | { readonly type: "SignInMethodNotFound" }
  | { readonly type: "SignInMethodChanged" };

const labelForm = /^[^\p{C}]{1,100}$/u;
const groupMaxLength = 500;
const secretMaxLength = 2000;

const unusable = (field: readonly string[], message: string): SignInMethodUnusable => ({
  type: "SignInMethodUnusable",
  field,
  message,
});

/** @returns the method that a draft would make of what is kept, with its secret sealed */
export function plannedMethod(
  { seal, kinds }: { seal: SecretSeal; kinds: readonly DirectoryKind[] },
  draft: MethodDraft,
  before: SignInMethodRecord | null,
): PlannedMethod | DraftRefusal {
  if (draft.version !== null && before?.kind !== draft.kind) return { type: "SignInMethodNotFound" };
  if ((before?.version ?? null) !== draft.version) return { type: "SignInMethodChanged" };
  const problem = problemWith(draft);
  if (problem) return problem;
  const kind = kindNamed(kinds, draft.kind);
  const read = kind.read(draft.settings);
  if (read.type !== "Read") return read;
  if (draft.secret === null && before && isForSomebodyElse(kind, before, read.settings)) {
    return unusable(["secret"], "Enter the secret again: what is kept is not sent to another place.");
  }
  const settings = { rules: draft.rules, kind: read.settings };
  const typed = draft.secret === null ? null : sealedSecret(seal, draft.id, draft.secret);
  const secretSealed = draft.secret === null ? (before?.secretSealed ?? null) : typed;
  const { id, label, isOn } = draft;
  const [position, version] = [before?.position ?? 0, (before?.version ?? 0) + 1];
  const kept = { id, kind: draft.kind, label: label.trim(), isOn, settings, secretSealed, position, version };
  return { type: "Planned", record: kept };
}

/** @throws RangeError for a kind that nobody brought */
export function kindNamed(kinds: readonly DirectoryKind[], name: DirectoryKindName): DirectoryKind {
  const found = kinds.find(({ kind }) => kind === name);
  if (!found) throw new RangeError(`kind: nobody knows ${name}`);
  return found;
}

function problemWith({ id, label, secret, rules }: MethodDraft): SignInMethodUnusable | null {
  if (!isIdentifier(id)) return unusable(["id"], "Identifier must be a UUID in small letters.");
  if (!labelForm.test(label.trim())) return unusable(["label"], "Name must have 1 to 100 characters.");
  if ((secret ?? "").length > secretMaxLength) {
    return unusable(["secret"], `Secret must have ${secretMaxLength} characters or fewer.`);
  }
  if ((rules.requiredGroup ?? "").length > groupMaxLength) {
    return unusable(["rules", "requiredGroup"], `Group must have ${groupMaxLength} characters or fewer.`);
  }
  return null;
}

function isForSomebodyElse(kind: DirectoryKind, before: SignInMethodRecord, settings: unknown): boolean {
  if (before.secretSealed === null) return false;
  const kept = kind.read(before.settings.kind);
  return kept.type !== "Read" || kind.secretGoesTo(kept.settings) !== kind.secretGoesTo(settings);
}
