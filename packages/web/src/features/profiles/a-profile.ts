import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import type { Command, Profile } from "./profile-draft.ts";

/** For tests: a process that a state can have. */
export const aCommand = (symbolicName: string, startableBy: readonly Who[] = ["SELF_SERVICE"]): Command => ({
  symbolicName,
  name: symbolicName,
  description: "",
  startableBy,
});

/** For tests: a profile with these rows, in which active and inactive cards can have `Unblock`, `Report` and `Remote`. */
export function aProfile(
  rows: Partial<Record<CardState, readonly (readonly [string, readonly Who[]])[]>> = {},
  facts: Partial<Profile> = {},
): Profile {
  const available = [
    aCommand("Unblock"),
    aCommand("Report", ["SELF_SERVICE", "OPERATOR"]),
    aCommand("Remote", ["OPERATOR"]),
  ];
  const states: readonly CardState[] = ["REGISTERED", "ACTIVE", "INACTIVE"];
  return {
    id: "profile-1",
    name: "Employee card",
    description: "",
    version: 1,
    freshProofSeconds: 300,
    recentChangeHours: 24,
    changedAt: "2026-11-24T08:00:00Z",
    changedBy: null,
    cardType: { name: "3DES", label: "3DES", challengeLengths: [16] },
    cardCount: { count: 0, precision: "EXACT" },
    states: states.map((state) => ({
      state,
      defaultCommands: [],
      availableCommands: state === "REGISTERED" ? [] : available,
      additionalCommands: (rows[state] ?? []).map(([process, who], position) => ({
        process: aCommand(process, who),
        who,
        position,
      })),
    })),
    ...facts,
  };
}
