import { createUnionType } from "type-graphql";
import { outcomeType } from "../../platform/refusal.ts";
import { PasskeyOptions, PasskeyRefused } from "../passkeys/passkey.types.ts";
import { StepUpNeeded } from "../proof/proof.types.ts";
import { DisplayNameUnusable, PasswordTooWeak } from "../sessions/session.types.ts";
import {
  AccountSaved,
  EmailUnusable,
  LastWayIn,
  NoSecondFactor,
  PasskeyLabelUnusable,
  PasskeyNotFound,
  RecoveryCodesMade,
  SessionNotFound,
  TotpBegun,
  TotpNotFound,
  TotpRefused,
} from "./account-changes.types.ts";

/** What comes of asking for a new passkey. */
export const BeginAddPasskeyResult = createUnionType({
  name: "BeginAddPasskeyResult",
  description: "What comes of asking for a new passkey.",
  types: () => [PasskeyOptions, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of adding a passkey. */
export const AddPasskeyResult = createUnionType({
  name: "AddPasskeyResult",
  description: "What comes of adding a passkey.",
  types: () => [AccountSaved, PasskeyRefused, PasskeyLabelUnusable, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of giving a passkey another name. */
export const RenamePasskeyResult = createUnionType({
  name: "RenamePasskeyResult",
  description: "What comes of giving a passkey another name.",
  types: () => [AccountSaved, PasskeyNotFound, PasskeyLabelUnusable, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of taking a passkey away. */
export const RemovePasskeyResult = createUnionType({
  name: "RemovePasskeyResult",
  description: "What comes of taking a passkey away.",
  types: () => [AccountSaved, PasskeyNotFound, LastWayIn, PasswordTooWeak, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of asking for an authenticator app. */
export const BeginAddTotpResult = createUnionType({
  name: "BeginAddTotpResult",
  description: "What comes of asking for an authenticator app.",
  types: () => [TotpBegun, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of giving the first code of an authenticator app. */
export const ConfirmTotpResult = createUnionType({
  name: "ConfirmTotpResult",
  description: "What comes of giving the first code of an authenticator app.",
  types: () => [AccountSaved, TotpRefused, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of taking the authenticator app away. */
export const RemoveTotpResult = createUnionType({
  name: "RemoveTotpResult",
  description: "What comes of taking the authenticator app away.",
  types: () => [AccountSaved, TotpNotFound, LastWayIn, PasswordTooWeak, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of making recovery codes. */
export const MakeRecoveryCodesResult = createUnionType({
  name: "MakeRecoveryCodesResult",
  description: "What comes of making recovery codes.",
  types: () => [RecoveryCodesMade, NoSecondFactor, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of changing one's password. */
export const ChangePasswordResult = createUnionType({
  name: "ChangePasswordResult",
  description: "What comes of changing one's password.",
  types: () => [AccountSaved, PasswordTooWeak, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of changing one's details. */
export const ChangePersonalDetailsResult = createUnionType({
  name: "ChangePersonalDetailsResult",
  description: "What comes of changing one's details.",
  types: () => [AccountSaved, DisplayNameUnusable, EmailUnusable, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of ending one of one's sessions. */
export const EndSessionResult = createUnionType({
  name: "EndSessionResult",
  description: "What comes of ending one of one's sessions.",
  types: () => [AccountSaved, SessionNotFound, StepUpNeeded] as const,
  resolveType: outcomeType,
});

/** What comes of ending all sessions but this one. */
export const EndOtherSessionsResult = createUnionType({
  name: "EndOtherSessionsResult",
  description: "What comes of ending all sessions but this one.",
  types: () => [AccountSaved, StepUpNeeded] as const,
  resolveType: outcomeType,
});
