/** What people are told of by mail. */
export const noticeKinds = [
  "RESPONSE_GIVEN",
  "CARD_FROZEN",
  "CARD_UNFROZEN",
  "SIGNED_IN_ELSEWHERE",
  "PASSKEY_ADDED",
  "PASSKEY_REMOVED",
  "APP_ADDED",
  "APP_REMOVED",
  "RECOVERY_CODES_MADE",
  "ACCOUNT_LINKED",
  "ACCOUNT_UNLINKED",
  "API_TOKEN_MADE",
  "PASSWORD_CHANGED",
  "PASSWORD_SET_BY_LINK",
  "SIGN_IN_RESET",
  "ADDRESS_CHANGED",
  "ADDRESS_TO_CONFIRM",
  "OPERATORS_TOLD",
] as const;

/** What people are told of by mail. */
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * All that a notice can say: short public texts. There is no place for bytes here, so no challenge, response or key gets
 * into a mail; and none for the token of a link, which is made when the mail is.
 */
export interface NoticeFacts {
  /** When it happened, as an ISO 8601 text. */
  readonly at: string;
  readonly cardId?: string;
  readonly cardLabel?: string;
  /** The last four characters of the serial number. */
  readonly serialEnding?: string;
  /** What the browser said it is, such as `Firefox on Windows`. */
  readonly browser?: string;
  readonly network?: string;
  /** The user name of somebody else who did it. */
  readonly by?: string;
  /** The user name of whose card it is, for operators. */
  readonly holder?: string;
  /** The link that goes with it. */
  readonly linkId?: string;
  readonly linkUntil?: string;
}

/** A notice before it is known where it goes. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  /** The process that it tells of. */
  readonly processId?: string;
}

/** @returns a card as notices name it: what people call it, and the end of its serial number */
export const namedInNotice = ({ id, label, serialNumber }: { id: string; label: string; serialNumber: string }) => ({
  cardId: id,
  cardLabel: label,
  serialEnding: serialNumber.slice(-4),
});
