import type { Who } from "@unlatch/core/process/definition";

/** The symbolic name of Unblock PIN offline. */
export const unblockPinOffline = "CardsSelfServiceProcUnblockPINOffline";

/** Whether holders can unblock the PIN of an active card of the profile by themselves. */
export function isUnblockingOn(profile: {
  readonly states: readonly {
    readonly state: string;
    readonly additionalCommands: readonly {
      readonly process: { readonly symbolicName: string };
      readonly who: readonly Who[];
    }[];
  }[];
}): boolean {
  return profile.states
    .filter(({ state }) => state === "ACTIVE")
    .flatMap(({ additionalCommands }) => additionalCommands)
    .some(({ process, who }) => process.symbolicName === unblockPinOffline && who.includes("SELF_SERVICE"));
}
