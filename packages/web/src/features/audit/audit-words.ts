import { i18n, translate } from "../../i18n/i18n.ts";

/** The actions that can be chosen in the filter, in the order of the day: people, cards, profiles. */
export const auditActions = [
  "session.signIn",
  "session.continueSignIn",
  "session.signInWithPasskey",
  "session.signInWithDirectory",
  "session.finishOpenIdConnect",
  "session.stepUp",
  "session.signOut",
  "process.startProcess",
  "process.submitChallenge",
  "process.showResponse",
  "process.finishProcess",
  "process.cancelProcess",
  "process.expireProcess",
  "card.changeCardState",
  "card.addCard",
  "card.saveKeys",
  "card.resetAttempts",
  "card.unfreeze",
  "card.exportCards",
  "import.startImport",
  "import.importRows",
  "import.finishImport",
  "import.cancelImport",
  "profile.create",
  "profile.update",
  "profile.saveKeys",
  "profile.saveStateCommands",
  "profile.enableProcess",
  "profile.disableProcess",
  "masterKey.create",
  "masterKey.enterComponent",
  "masterKey.approve",
  "masterKey.reject",
  "key.beginRotation",
  "key.destroyDataKey",
  "key.changeKek",
  "profile.saveProof",
  "user.add",
  "user.invite",
  "user.setState",
  "user.resetSignIn",
  "user.assignRole",
  "role.save",
  "role.remove",
  "token.create",
  "token.revoke",
  "invitation.accept",
  "account.addPasskey",
  "account.removePasskey",
  "account.confirmTotp",
  "account.removeTotp",
  "account.makeRecoveryCodes",
  "account.changePassword",
  "account.changePersonalDetails",
  "account.endSession",
  "account.endOtherSessions",
  "notice.reportNotMe",
  "notice.confirmAddress",
  "notice.giveUp",
  "account.linkIdentity",
  "account.unlinkIdentity",
  "signInMethod.save",
  "signInMethod.test",
  "signInMethod.switch",
  "signInMethod.order",
  "signInMethod.remove",
  "directory.endAccess",
  "setUp.claim",
] as const;

/** What was done, in words: "Gave the challenge". An action without words of its own is spelt out. */
export function actionWords(action: string): string {
  const key = `admin.audit.actions.${action}`;
  return i18n.global.te(key) ? translate(key) : spellOut(action.split(".").at(-1) ?? action);
}

/** How it ended, in words: "Challenge too short". */
export function outcomeWords(outcome: string): string {
  const key = `admin.audit.outcomes.${outcome}`;
  return i18n.global.te(key) ? translate(key) : spellOut(outcome);
}

/** A fact's name in words: "card state". */
export function factWords(name: string): string {
  const key = `admin.audit.factNames.${name}`;
  return i18n.global.te(key) ? translate(key) : spellOut(name);
}

/** "ChallengeTooShort" or "challengeTooShort" as "Challenge too short". */
function spellOut(name: string): string {
  const words = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
