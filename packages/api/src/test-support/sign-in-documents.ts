import type { Caller } from "./test-api.ts";

const refusal = "... on Refusal { code message field }";
const stepUpNeeded = "... on StepUpNeeded { maxAgeSeconds methods }";
const rateLimited = "... on RateLimited { retryAfterSeconds }";
const signedIn = `... on SignedIn { viewer { user { username } methods provedAt } } ${rateLimited} ${refusal}`;
const accountSaved = `... on AccountSaved { account { username displayName email emailIsConfirmed hasTotp recoveryCodesLeft
  methods passkeys { id label lastUsedAt } sessions { id label isCurrent } } } ${stepUpNeeded} ${refusal}`;

/** What each mutation of signing in and of one's account is asked for. */
const selections = {
  signIn: `${signedIn} ... on SecondFactorNeeded { methods pendingId passkeyOptionsJson }`,
  signInWithDirectory: `${signedIn} ... on SecondFactorNeeded { methods pendingId }`,
  linkDirectoryAccount: `... on AccountSaved { account { linkedAccounts { isLinked method { id } } } } ${stepUpNeeded} ${rateLimited} ${refusal}`,
  continueSignIn: signedIn,
  beginPasskeySignIn: "... on PasskeyOptions { optionsJson }",
  signInWithPasskey: signedIn,
  beginStepUp: "... on StepUpBegun { methods passkeyOptionsJson }",
  stepUp: `... on SteppedUp { viewer { methods provedAt } } ${rateLimited} ${refusal}`,
  beginAddPasskey: `... on PasskeyOptions { optionsJson } ${stepUpNeeded} ${refusal}`,
  addPasskey: accountSaved,
  renamePasskey: accountSaved,
  removePasskey: accountSaved,
  beginAddTotp: `... on TotpBegun { otpauthUri text } ${stepUpNeeded} ${refusal}`,
  confirmTotp: accountSaved,
  removeTotp: accountSaved,
  makeRecoveryCodes: `... on RecoveryCodesMade { codes account { recoveryCodesLeft } } ${stepUpNeeded} ${refusal}`,
  changePassword: accountSaved,
  changePersonalDetails: accountSaved,
  endSession: accountSaved,
  endOtherSessions: accountSaved,
  openInvitation: `... on InvitationOpened { user { username displayName } purpose expiresAt } ${refusal}`,
  acceptInvitation: signedIn,
  inviteUser: `... on UserInvited { user { id } link expiresAt } ${refusal}`,
  resetUserSignIn: `... on UserSignInReset { link expiresAt } ${refusal}`,
  setUserState: `... on UserStateSet { user { state } } ${refusal}`,
} as const;

// oxlint-disable-next-line typescript/no-explicit-any
type Came = Record<string, any>;

/** Runs a mutation of signing in or of one's account. @returns what came of it */
export async function does(caller: Caller, name: keyof typeof selections, input?: object): Promise<Came> {
  const body = `{ __typename ${selections[name]} }`;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const answer = await (input === undefined
    ? caller.graphql(`mutation { ${name} ${body} }`)
    : caller.graphql(`mutation ($input: ${type}) { ${name}(input: $input) ${body} }`, { input }));
  const value = answer.data?.[name];
  if (!value) throw new Error(`No answer: ${answer.text}`);
  return value;
}
