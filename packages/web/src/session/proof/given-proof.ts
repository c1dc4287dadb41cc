/** What a person gives to prove who they are: one of the four. It is sent, and kept nowhere. */
export type GivenProof =
  | { readonly totp: string }
  | { readonly recoveryCode: string }
  | { readonly password: string }
  | { readonly passkeyAssertionJson: string };
