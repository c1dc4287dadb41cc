/** What a directory or a provider says of somebody who proved there who they are. */
export interface DirectoryClaims {
  /** What never changes there: `sub` of a provider, `entryUUID` or `objectGUID` of a directory. */
  readonly subject: string;
  /** What they sign in with there; null when it was not said. */
  readonly username: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  /** Whether it vouches for the mail address being theirs. */
  readonly emailIsVerified: boolean;
  /** Whether they are in the group that the rules ask for; true where none is asked for. */
  readonly isInRequiredGroup: boolean;
  /** When they proved it there; null when that was not said: then the proof counts as old. */
  readonly authenticatedAt: Date | null;
  /** Whether they proved it by more than one thing, and the method is set up to take its word for that. */
  readonly isMultiFactor: boolean;
}
