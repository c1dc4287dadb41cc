/** The server answered; `serverTime` is its clock, for what depends on the two clocks agreeing. */
export interface Answered<T> {
  readonly type: "Answered";
  readonly value: T;
  readonly serverTime: Date;
}

/**
 * Why there is no answer: no connection, nobody signed in (any more), not permitted, pages older
 * than the server, or a fault of the server with the
 * number under which its operators find the cause.
 */
export type Failure =
  | { readonly type: "Offline" }
  | { readonly type: "SignedOut" }
  | { readonly type: "Forbidden" }
  | { readonly type: "Outdated" }
  | { readonly type: "Fault"; readonly errorId: string | null };

/** Whatever can come of asking the server. Refusals are part of the answer's value. */
export type Reply<T> = Answered<T> | Failure;
