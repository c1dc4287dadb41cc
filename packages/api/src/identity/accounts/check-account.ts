import { fold } from "./fold.ts";
import { type PasswordWeakness, weaknessOf } from "./password-rules.ts";

/** Why an account cannot be made as it was described. */
export type AccountRefusal =
  | { readonly type: "UsernameUnusable" }
  | { readonly type: "DisplayNameUnusable" }
  | { readonly type: "PasswordTooWeak"; readonly weakness: PasswordWeakness };

const usernameForm = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,63}$/u;
const displayNameForm = /^[^\p{C}]{1,200}$/u;

/** Some characters become many in the form in which names are compared and searched; that form is kept as well. */
const foldsInto = (name: string, longest: number) => [...fold(name)].length <= longest;

/** Whether people can be called this. */
export const isDisplayName = (name: string): boolean => displayNameForm.test(name) && foldsInto(name, 200);

const isUsername = (name: string) => usernameForm.test(name) && foldsInto(name, 64);

/**
 * Checks what a new account is described with, in the order a person fills it in.
 *
 * @param account - `password` null for somebody who will not sign in with one
 * @returns the first refusal, or null
 */
export function checkAccount(account: {
  readonly username: string;
  readonly displayName: string;
  readonly password: string | null;
}): AccountRefusal | null {
  if (!isUsername(account.username.trim())) return { type: "UsernameUnusable" };
  if (!isDisplayName(account.displayName.trim())) return { type: "DisplayNameUnusable" };
  const weakness = account.password === null ? null : weaknessOf(account.password, account.username);
  return weakness === null ? null : { type: "PasswordTooWeak", weakness };
}
