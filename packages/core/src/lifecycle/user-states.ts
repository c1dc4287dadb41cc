/** Every state a user can be in. */
export const userStates = [
  "REGISTERED",
  "REQUESTED",
  "ABORTED",
  "APPROVED",
  "REJECTED",
  "ACTIVE",
  "INACTIVE",
  "LOCKED",
] as const;

/** The state of a user. In `INACTIVE` the credentials are unusable; `LOCKED` is final and locks the user's cards. */
export type UserState = (typeof userStates)[number];

/** The states a user never leaves. */
export const finalUserStates = ["ABORTED", "REJECTED", "LOCKED"] as const satisfies readonly UserState[];

/** One arrow of the state graph of users. */
export interface UserTransition {
  readonly from: UserState;
  readonly to: UserState;
  /** The symbolic name of the process that does it. */
  readonly by: string;
}

/** The state graph of users. */
export const userTransitions: readonly UserTransition[] = [
  { from: "REGISTERED", to: "REQUESTED", by: "UsersProcRequest" },
  { from: "REQUESTED", to: "APPROVED", by: "UsersProcApprove" },
  { from: "REQUESTED", to: "REJECTED", by: "UsersProcReject" },
  { from: "REQUESTED", to: "ABORTED", by: "UsersProcAbort" },
  { from: "REGISTERED", to: "ACTIVE", by: "UsersProcActivate" },
  { from: "APPROVED", to: "ACTIVE", by: "UsersProcActivate" },
  { from: "ACTIVE", to: "INACTIVE", by: "UsersProcDeactivate" },
  { from: "INACTIVE", to: "ACTIVE", by: "UsersProcReactivate" },
  { from: "ACTIVE", to: "LOCKED", by: "UsersProcLock" },
  { from: "INACTIVE", to: "LOCKED", by: "UsersProcLock" },
];
