import { unblockPinOffline } from "@unlatch/core/process/definitions";
import type { UserRecord } from "../../identity/index.ts";
import { anApiToken, anOwnRole } from "../access.ts";
import { aChallenge } from "../unblock-scene.ts";
import type { TestApi } from "../test-api.ts";
import type { AccessObjects } from "./access-objects.ts";
import { nothing, type Whose } from "./access-columns.ts";

/** What an input is built from: whose object, new each time, and who asks. */
export interface Wanted {
  readonly api: TestApi;
  readonly objects: AccessObjects;
  /** Whose it is to be; a stranger's own is somebody else's. */
  readonly holder: UserRecord;
  readonly whose: Whose;
}

/** How a mutation is tried: on whose objects, and with what. */
export interface MutationCase {
  readonly on: readonly Whose[];
  input(wanted: Wanted): Promise<object> | object;
}

type Make = (wanted: Wanted) => Promise<string>;

const everybodys = ["own", "other", "none"] as const;
const nobodys = ["other", "none"] as const;
const idOf =
  (make: Make): Make =>
  (wanted) =>
    wanted.whose === "none" ? Promise.resolve(nothing) : make(wanted);
const on =
  (which: readonly Whose[], make: Make, key: string) =>
  (rest: object | ((wanted: Wanted) => object) = {}): MutationCase => ({
    on: which,
    input: async (wanted) => ({
      [key]: await idOf(make)(wanted),
      ...(typeof rest === "function" ? rest(wanted) : rest),
    }),
  });
const once = (input: object = {}): MutationCase => ({ on: ["other"], input: () => input });

const card = on(everybodys, ({ objects, holder }) => objects.card(holder), "cardId");
const ownProcess = on(everybodys, ({ objects, holder }) => objects.process(holder), "processId");
const session = on(everybodys, ({ objects, holder }) => objects.session(holder), "sessionId");
const passkey = on(everybodys, ({ objects, holder }) => objects.passkey(holder), "passkeyId");
const person = on(
  everybodys,
  ({ objects, holder, whose }) => (whose === "own" ? Promise.resolve(holder.id) : objects.user()),
  "userId",
);
const profile = on(nobodys, ({ objects }) => objects.profileOnly(), "profileId");
const masterKey = on(nobodys, ({ objects }) => objects.masterKey(), "masterKeyId");
const importRun = on(nobodys, ({ objects, holder }) => objects.importRun(holder), "importId");
const ownRole = on(nobodys, async ({ api }) => (await anOwnRole(api.application, ["card:read:any"])).id, "roleId");
const frozenCard = on(everybodys, ({ objects, holder }) => objects.frozenCard(holder), "cardId");
const account = on(everybodys, ({ objects, holder }) => objects.accountElsewhere(holder), "methodId");
const method = on(nobodys, ({ objects }) => objects.method("LDAP"), "id");
const apiToken = on(nobodys, async ({ api, holder }) => (await anApiToken(api.application, holder)).id, "tokenId");

const command = { process: unblockPinOffline.symbolicName, state: "ACTIVE" };
const token = "x".repeat(43);
const password = "a long walk by the sea";
const elsewhere = { methodId: nothing, username: "nobody-there", password };
/** Without a name, so that it is refused before anything is kept or anybody asked. */
const nameless = {
  version: 1,
  kind: "LDAP",
  label: "",
  isOn: false,
  rules: { matchBy: "NEVER", createPeople: false },
};

/** How every mutation is tried. One that is not here fails the test. */
export const mutationCases: Readonly<Record<string, MutationCase>> = {
  signIn: once({ username: "nobody-there", password }),
  signOut: once(),
  claimSetUp: once({ token, username: "a", displayName: "A", password }),
  continueSignIn: once({ pendingId: token, totp: "123456" }),
  beginPasskeySignIn: once(),
  signInWithPasskey: once({ assertionJson: "{}" }),
  signInWithDirectory: once(elsewhere),
  finishOpenIdConnect: once({ methodId: nothing, answer: "" }),
  linkDirectoryAccount: once(elsewhere),
  unlinkIdentity: account(),
  saveSignInMethod: method(nameless),
  testSignInMethod: method(nameless),
  switchSignInMethod: method({ isOn: true }),
  orderSignInMethods: once({ ids: [] }),
  removeSignInMethod: method(),
  openInvitation: once({ token }),
  acceptInvitation: once({ token, password }),
  beginStepUp: once(),
  stepUp: once({ totp: "123456" }),
  beginAddPasskey: once(),
  addPasskey: once({ attestationJson: "{}", label: "Phone" }),
  renamePasskey: passkey({ label: "Other phone" }),
  removePasskey: passkey(),
  beginAddTotp: once(),
  confirmTotp: once({ code: "123456" }),
  removeTotp: once(),
  makeRecoveryCodes: once(),
  changePassword: once({ password }),
  changePersonalDetails: once({ displayName: "New Name", email: null }),
  endSession: session(),
  endOtherSessions: once(),
  inviteUser: once({ username: "?", displayName: "New", role: "SELF_SERVICE_USER" }),
  resetUserSignIn: person(),
  setUserState: person({ state: "INACTIVE" }),
  assignRole: person({ roleId: "SELF_SERVICE_USER" }),
  saveRole: ownRole({ name: "?", permissions: [], version: 1 }),
  removeRole: ownRole(),
  createApiToken: once({ name: "?", scopes: [], expiresAt: "2026-12-24T09:20:00Z" }),
  revokeApiToken: apiToken(),
  createCardProfile: once({ name: "", description: "", cardType: "piv-9b-aes256" }),
  updateCardProfile: on(nobodys, ({ objects }) => objects.profileOnly(), "id")({ version: 1, description: "New" }),
  saveStateCommands: profile({ version: 1, state: "ACTIVE", commands: [] }),
  enableProcess: profile(command),
  disableProcess: profile(command),
  saveProfileProof: profile({ version: 1, freshProofSeconds: 300, recentChangeHours: 24 }),
  saveProfileKeys: profile({ version: 1, cardType: "piv-9b-aes256", keySource: "STORED" }),
  saveCardKeys: card({ version: 1 }),
  changeCardState: card({ process: "CardsProcDeactivate" }),
  unfreezeCard: frozenCard({ reason: "Spoke with them" }),
  resetAttempts: card({ reason: "Seen at the desk" }),
  createMasterKey: once({ name: "?", cipher: "AES-256", usage: "DERIVE", components: 2, expectedCheckValue: "000000" }),
  enterMasterKeyComponent: masterKey({ number: 1, component: "00", checkValue: "000000" }),
  approveMasterKey: masterKey(),
  rejectMasterKey: masterKey(),
  startImport: profile({ fileName: "cards.csv" }),
  cancelImport: importRun(),
  startProcess: card({ process: unblockPinOffline.symbolicName }),
  submitChallenge: ownProcess(({ api }) => ({ challenge: aChallenge(api, 16) })),
  showResponse: ownProcess(),
  finishProcess: ownProcess({ outcome: "WORKED" }),
  cancelProcess: ownProcess(),
  openNotMe: once({ token }),
  reportNotMe: once({ token }),
  confirmAddress: once({ token }),
  sendAddressConfirmation: once(),
};
