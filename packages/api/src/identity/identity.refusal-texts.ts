import type { RefusalTexts } from "../platform/refusal.ts";
import { directoryRefusalTexts } from "./directory/directory.refusal-texts.ts";
import { oidcRefusalTexts } from "./oidc/oidc.refusal-texts.ts";
import { proofRefusalTexts } from "./proof.refusal-texts.ts";
import { signInMethodRefusalTexts } from "./sign-in-methods/sign-in-methods.refusal-texts.ts";
import { passwordMaxLength, passwordMinLength, type PasswordWeakness } from "./accounts/password-rules.ts";

const weakPassword: Readonly<Record<PasswordWeakness, string>> = {
  TOO_SHORT: `Password must have ${passwordMinLength} characters or more. A few words in a row make a good one.`,
  TOO_LONG: `Password must have ${passwordMaxLength} characters or fewer.`,
  IS_USERNAME: "Password must not be the user name.",
  TOO_COMMON: "This password is among the first that are guessed. Choose another one.",
};

/** The words of what identity refuses. */
export const identityRefusalTexts: RefusalTexts = {
  ...proofRefusalTexts,
  ...directoryRefusalTexts,
  ...signInMethodRefusalTexts,
  ...oidcRefusalTexts,
  SignInRefused: () => ({ message: "User name or password is not right." }),
  RateLimited: ({ retryAfterSeconds }: { retryAfterSeconds: number }) => ({
    message: `Too many tries. Try again in ${inMinutes(retryAfterSeconds)}.`,
  }),
  SetUpRefused: () => ({
    message: "This set-up link was used already or is too old. Restart the server to get a new one.",
    field: ["token"],
  }),
  UsernameTaken: () => ({ message: "This user name is taken. Choose another one.", field: ["username"] }),
  UsernameUnusable: () => ({
    message: "User name must have 1 to 64 characters: letters, digits, and . _ @ + - between them.",
    field: ["username"],
  }),
  DisplayNameUnusable: () => ({ message: "Name must have 1 to 200 characters.", field: ["displayName"] }),
  PasswordTooWeak: ({ weakness }: { weakness: PasswordWeakness }) => ({
    message: weakPassword[weakness],
    field: ["password"],
  }),
};

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
