/** The kinds of methods to sign in with. The first two are built in; of the others there can be several. */
export const signInMethodKinds = ["PASSKEY", "PASSWORD", "OPENID_CONNECT", "LDAP"] as const;

/** One kind of method to sign in with. */
export type SignInMethodKind = (typeof signInMethodKinds)[number];

/** The kinds that ask somebody else who a person is. */
export const directoryKinds = ["OPENID_CONNECT", "LDAP"] as const;

/** A kind that asks somebody else who a person is. */
export type DirectoryKindName = (typeof directoryKinds)[number];

/** A kind that is built in: there is one of it, with nothing to set up. */
export type BuiltInKind = Exclude<SignInMethodKind, DirectoryKindName>;

/** Whether a kind asks somebody else who a person is. */
export function isDirectoryKind(kind: SignInMethodKind): kind is DirectoryKindName {
  return (directoryKinds as readonly string[]).includes(kind);
}

/** By what a person who comes for the first time is found among the accounts that are here already. */
export const matchRules = ["USERNAME", "EMAIL", "NEVER"] as const;

/** One way to find a person's account. */
export type MatchRule = (typeof matchRules)[number];

/** Who of a directory gets in, and as whom. */
export interface DirectoryRules {
  readonly matchBy: MatchRule;
  /** Whether people without an account get one, as self-service users. */
  readonly createPeople: boolean;
  /** Only members of this group get in; null lets everybody in whom the directory knows. */
  readonly requiredGroup: string | null;
}
