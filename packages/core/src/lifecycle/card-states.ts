/** Every state a card can be in, in the order of its life. */
export const cardStates = [
  "REGISTERED",
  "REQUESTED",
  "ABORTED",
  "APPROVED",
  "REJECTED",
  "FAILED",
  "ISSUED",
  "ACTIVE",
  "INACTIVE",
  "LOCKED",
  "EXPIRED",
] as const;

/** The state of a card in Unlatch. `LOCKED` is final and has nothing to do with a blocked PIN, which the chip alone knows. */
export type CardState = (typeof cardStates)[number];

/** The states a card never leaves. */
export const finalCardStates = ["ABORTED", "REJECTED", "LOCKED", "EXPIRED"] as const satisfies readonly CardState[];

/** One arrow of the state graph. */
export interface CardTransition {
  readonly from: CardState;
  readonly to: CardState;
  /** The symbolic name of the process that does it, or one of {@link causesOutsideProcesses}. */
  readonly by: string;
}

/** What moves a card without a person starting a process: its date of expiry, and a report that issuing failed. */
export const causesOutsideProcesses = ["expiry", "CardsProcReportIssueFailed"] as const;

/** The state graph of cards. Unblocking is in it because it needs an active card, and leaves it active. */
export const cardTransitions: readonly CardTransition[] = [
  { from: "REGISTERED", to: "REQUESTED", by: "CardsProcRequest" },
  { from: "REQUESTED", to: "APPROVED", by: "CardsProcApprove" },
  { from: "REQUESTED", to: "REJECTED", by: "CardsProcReject" },
  { from: "REQUESTED", to: "ABORTED", by: "CardsProcAbort" },
  { from: "REGISTERED", to: "ISSUED", by: "CardsProcIssue" },
  { from: "APPROVED", to: "ISSUED", by: "CardsProcIssue" },
  { from: "FAILED", to: "ISSUED", by: "CardsProcIssue" },
  { from: "APPROVED", to: "FAILED", by: "CardsProcReportIssueFailed" },
  { from: "ISSUED", to: "ACTIVE", by: "CardsProcActivate" },
  { from: "ACTIVE", to: "INACTIVE", by: "CardsProcDeactivate" },
  { from: "INACTIVE", to: "ACTIVE", by: "CardsProcReactivate" },
  { from: "ACTIVE", to: "LOCKED", by: "CardsProcLock" },
  { from: "INACTIVE", to: "LOCKED", by: "CardsProcLock" },
  { from: "ACTIVE", to: "EXPIRED", by: "expiry" },
  { from: "ACTIVE", to: "ACTIVE", by: "CardsProcUnblockRemote" },
  { from: "ACTIVE", to: "ACTIVE", by: "CardsSelfServiceProcUnblockPINOffline" },
];
