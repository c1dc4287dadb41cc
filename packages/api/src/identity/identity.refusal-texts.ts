import type { RefusalTexts } from "../platform/refusal.ts";
import { accessRefusalTexts } from "./access.refusal-texts.ts";
import { directoryRefusalTexts } from "./directory/directory.refusal-texts.ts";
import { oidcRefusalTexts } from "./oidc/oidc.refusal-texts.ts";
import { proofRefusalTexts } from "./proof.refusal-texts.ts";
import { signInMethodRefusalTexts } from "./sign-in-methods/sign-in-methods.refusal-texts.ts";
import { passwordMaxLength, passwordMinLength, type PasswordWeakness } from "./accounts/password-rules.ts";

/** A password that is not taken; or the one there is, which is too short without a second factor. */
interface PasswordTooWeak {
  readonly weakness: PasswordWeakness | "TOO_SHORT_ALONE";
  /** The usual one when left out. */
  readonly minLength?: number;
}

const tooShort = (minLength: number) =>
  `Password must have ${minLength} characters or more. A few words in a row make a good one.`;
const weakPassword: Readonly<Record<Exclude<PasswordTooWeak["weakness"], "TOO_SHORT">, string>> = {
  TOO_SHORT_ALONE: `Your password is too short to stand alone. Choose one of ${passwordMinLength} characters or more first.`,
  TOO_LONG: `Password must have ${passwordMaxLength} characters or fewer.`,
  IS_USERNAME: "Password must not be the user name.",
  TOO_COMMON: "This password is among the first that are guessed. Choose another one.",
};

/** The words of what identity refuses. */
export const identityRefusalTexts: RefusalTexts = {
  ...proofRefusalTexts,
  ...accessRefusalTexts,
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
  PasswordTooWeak: ({ weakness, minLength = passwordMinLength }: PasswordTooWeak) => ({
    message: weakness === "TOO_SHORT" ? tooShort(minLength) : weakPassword[weakness],
    field: weakness === "TOO_SHORT_ALONE" ? null : ["password"],
  }),
};

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
