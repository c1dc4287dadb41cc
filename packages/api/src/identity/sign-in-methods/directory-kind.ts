import type { DirectoryKindName, DirectoryRules } from "./sign-in-method-kinds.ts";

/** Something of how a method is to be set up cannot be used. */
export interface SignInMethodUnusable {
  readonly type: "SignInMethodUnusable";
  /** What to do about it. */
  readonly message: string;
  /** Path of the input field, such as `["openIdConnect", "issuer"]`. */
  readonly field: readonly string[];
}

/** One step of testing a method that went well. */
export interface TestedStep {
  /** What was tried, such as `The provider's description was read`. */
  readonly title: string;
  /** What was found, such as a certificate's end; null when there is nothing to tell. Never a secret. */
  readonly detail: string | null;
}

/** What comes of testing a method: the steps that went well, and the first that did not. */
export type MethodTest =
  | { readonly type: "SignInMethodWorks"; readonly steps: readonly TestedStep[] }
  | {
      readonly type: "SignInMethodFails";
      readonly steps: readonly TestedStep[];
      /** What was tried, in the words in which it would have gone well. */
      readonly step: string;
      /** What to mend. Never what the other side said, which can hold a secret. */
      readonly reason: string;
    };

/** A method as its kind works with it. */
export interface DirectoryMethod<Settings> {
  readonly id: string;
  readonly label: string;
  readonly rules: DirectoryRules;
  readonly settings: Settings;
  /** Its client secret or bind password; null where it has none. The caller wipes it. */
  readonly secret: Uint8Array | null;
}

/** What a kind of method that asks somebody else has to know: reading its settings, and testing them. */
export interface DirectoryKind<Settings = unknown> {
  readonly kind: DirectoryKindName;
  /** Reads what an administrator typed, or what was kept. */
  read(given: unknown): { readonly type: "Read"; readonly settings: Settings } | SignInMethodUnusable;
  /**
   * Whom the secret is given to. A secret that is kept goes nowhere else: when this changes, it has to be typed again, so
   * that nobody sends it to a server of their own.
   */
  secretGoesTo(settings: Settings): string;
  /** What gives people's subjects their meaning. When this changes, the same subject can be somebody else. */
  subjectsComeFrom(settings: Settings): string;
  /** @param siteOrigin - where people reach us, such as `https://pin.example.org` */
  test(method: DirectoryMethod<Settings>, siteOrigin: string): Promise<MethodTest>;
}
