import type { NoticeFacts, NoticeKind } from "./notice.ts";

/** What a mail says, before it is laid out. */
export interface MailWords {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** What can be done about it, by a link. */
  readonly action?: { readonly label: string; readonly path: string; readonly note: string };
}

/** What the words of every mail need to know of the installation. */
export interface MailSite {
  readonly organisation: string;
  readonly helpDesk: string | null;
  /** Such as `https://pin.example.org`. */
  readonly publicUrl: string;
}

type Words = (facts: NoticeFacts, site: MailSite, token: string) => MailWords;

/** @returns what a notice says @param tokenOf - makes the token of its link */
export function mailWords(
  { kind, facts }: { readonly kind: NoticeKind; readonly facts: NoticeFacts },
  site: MailSite,
  tokenOf: (linkId: string) => string,
): MailWords {
  return wordsOf[kind](facts, site, facts.linkId === undefined ? "" : tokenOf(facts.linkId));
}

function responseGiven(facts: NoticeFacts, site: MailSite, token: string): MailWords {
  return {
    subject: `A response was given for ${ending(facts)}`,
    paragraphs: [
      `A response that unblocks your card ${named(facts)} was given ${at(facts.at)}.`,
      ...asked(facts),
      "If this was you, there is nothing to do.",
    ],
    action: {
      label: "This was not me",
      path: `/not-me#${token}`,
      note: `The page says first what will happen: unblocking is stopped for this card, you are signed out everywhere, and the help desk is told. The link works until ${day(facts.linkUntil ?? facts.at)}. Or ${contact(site)}`,
    },
  };
}

function toConfirm(facts: NoticeFacts, { organisation }: MailSite, token: string): MailWords {
  return {
    subject: "Confirm your mail address",
    paragraphs: [
      `Somebody set this address in an account of ${organisation}, so that notices about their smart card go there.`,
      "If that was not you, ignore this mail: without the link nothing is sent here.",
    ],
    action: {
      label: "Confirm this address",
      path: `/confirm-address#${token}`,
      note: `The link works until ${day(facts.linkUntil ?? facts.at)}.`,
    },
  };
}

const frozen = (facts: NoticeFacts, site: MailSite): MailWords => ({
  subject: `Unblocking was stopped for ${ending(facts)}`,
  paragraphs: [
    `The link "This was not me" was used for your card ${named(facts)} ${at(facts.at)}. Unblocking is stopped for this card, and you were signed out everywhere.`,
    `The help desk was told. Change the way you sign in, and ${contact(site)}`,
  ],
});

const unfrozen = (facts: NoticeFacts, site: MailSite): MailWords => ({
  subject: `Unblocking is possible again for ${ending(facts)}`,
  paragraphs: [
    `Your card ${named(facts)} can be unblocked again since ${moment(facts.at)}${facts.by === undefined ? "" : ` (by ${facts.by})`}.`,
    `If you didn't ask for this, ${contact(site)}`,
  ],
});

const operatorsTold = (facts: NoticeFacts): MailWords => ({
  subject: `"This was not me" for ${ending(facts)}`,
  paragraphs: [
    `${facts.holder ?? "A holder"} reported ${at(facts.at)} that they had not asked for a response for the card ${named(facts)}.`,
    "Unblocking is stopped for this card, and their sessions were ended. Speak with the holder before you undo it.",
  ],
  action: { label: "Open the card", path: `/admin/card-list/${facts.cardId ?? ""}`, note: "You sign in first." },
});

const ofAccount =
  (subject: string, sentence: string, more: readonly string[] = []): Words =>
  (facts, site) => ({
    subject,
    paragraphs: [
      `${sentence} ${at(facts.at)}${facts.by === undefined ? "" : ` by ${facts.by}`}.`,
      ...place("It was done", facts),
      ...more,
      `If this was you, there is nothing to do. If not, ${contact(site)}`,
    ],
  });

const wordsOf: Readonly<Record<NoticeKind, Words>> = {
  RESPONSE_GIVEN: responseGiven,
  CARD_FROZEN: frozen,
  CARD_UNFROZEN: unfrozen,
  OPERATORS_TOLD: operatorsTold,
  ADDRESS_TO_CONFIRM: toConfirm,
  SIGNED_IN_ELSEWHERE: ofAccount(
    "A sign-in with a new browser",
    "Your account was signed in to, with a browser that was not used for it before,",
  ),
  PASSKEY_ADDED: ofAccount("A passkey was added", "A passkey was added to your account"),
  PASSKEY_REMOVED: ofAccount("A passkey was removed", "A passkey of your account was removed"),
  APP_ADDED: ofAccount("An authenticator app was set up", "An authenticator app was set up for your account"),
  APP_REMOVED: ofAccount("The authenticator app was removed", "The authenticator app of your account was removed"),
  RECOVERY_CODES_MADE: ofAccount(
    "New recovery codes were made",
    "New recovery codes, in place of the earlier ones, were made for your account",
  ),
  ACCOUNT_LINKED: ofAccount(
    "An account elsewhere was linked",
    "An account at another provider or in a directory was linked, and signs in to your account; it was linked",
  ),
  ACCOUNT_UNLINKED: ofAccount(
    "An account elsewhere was unlinked",
    "An account elsewhere was unlinked from your account",
  ),
  API_TOKEN_MADE: ofAccount("An API token was made", "An API token, by which a program can ask in your name, was made"),
  PASSWORD_CHANGED: ofAccount("Your password was changed", "The password of your account was changed"),
  PASSWORD_SET_BY_LINK: ofAccount("A password was set", "A password was set for your account by a one-time link"),
  SIGN_IN_RESET: ofAccount(
    "Your ways to sign in were reset",
    "All ways to sign in to your account were taken away, and a one-time link was made,",
  ),
  ADDRESS_CHANGED: ofAccount("Your mail address was changed", "The mail address of your account was changed", [
    "Notices still come to this address for 30 days.",
  ]),
};

const ending = ({ serialEnding = "" }: NoticeFacts) => `the card ending in ${serialEnding}`;
const named = ({ cardLabel = "", serialEnding = "" }: NoticeFacts) =>
  `${cardLabel} (serial number ending in ${serialEnding})`;
const contact = ({ helpDesk }: MailSite) =>
  `contact the help desk${helpDesk === null ? "" : ` (${helpDesk})`} at once.`;

const asked = (facts: NoticeFacts): string[] =>
  facts.by === undefined
    ? place("It was asked for", facts)
    : [`It was asked for by ${facts.by}.`, ...place("That was done", facts)];

function place(done: string, { browser, network }: NoticeFacts): string[] {
  const words = [
    ...(browser === undefined ? [] : [`with ${browser}`]),
    ...(network === undefined ? [] : [`from the network address ${network}`]),
  ];
  return words.length === 0 ? [] : [`${done} ${words.join(" ")}.`];
}

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (text: string) => days.format(new Date(text));
const moment = (text: string) => `${day(text)} at ${text.slice(11, 16)} UTC`;
const at = (text: string) => `on ${moment(text)}`;
