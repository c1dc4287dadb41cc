import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Who } from "@unlatch/core/process/definition";
import { generalOf, rowsOf, type CommandRow, type Profile, type ProfileDraft, type Section } from "./profile-draft.ts";

/** One difference between two versions of a profile, small enough to be said in a few words. */
export type PendingChange =
  | {
      readonly section: "GENERAL";
      readonly type: "NameChanged" | "DescriptionChanged" | "CardTypeChanged";
      readonly value: string;
    }
  | {
      readonly section: CardState;
      readonly type: "Added" | "WhoChanged";
      readonly process: string;
      readonly who: readonly Who[];
    }
  | { readonly section: CardState; readonly type: "Removed"; readonly process: string }
  | { readonly section: CardState; readonly type: "Reordered" };

/**
 * What saving the draft would change.
 *
 * @param profile - what the draft began with
 * @returns nothing when both say the same; the general facts first, then state by state in the order of the profile
 */
export function pendingChanges(profile: Profile, draft: ProfileDraft): PendingChange[] {
  return [
    ...generalChanges(profile, draft),
    ...profile.states.flatMap(({ state }) =>
      commandChanges(state, rowsOf(profile, state), draft.commands[state] ?? []),
    ),
  ];
}

/** The parts that have something to save, in the order in which they are saved. */
export function changedSections(changes: readonly PendingChange[]): Section[] {
  return [...new Set(changes.map(({ section }) => section))];
}

function generalChanges(profile: Profile, { general }: ProfileDraft): PendingChange[] {
  const before = generalOf(profile);
  const named = [
    ["name", "NameChanged"],
    ["description", "DescriptionChanged"],
    ["cardType", "CardTypeChanged"],
  ] as const;
  return named
    .filter(([field]) => general[field].trim() !== before[field])
    .map(([field, type]) => ({ section: "GENERAL", type, value: general[field].trim() }));
}

function commandChanges(
  section: CardState,
  before: readonly CommandRow[],
  after: readonly CommandRow[],
): PendingChange[] {
  const rowBefore = new Map(before.map((row) => [row.process, row]));
  const namesAfter = new Set(after.map(({ process }) => process));
  const changes: PendingChange[] = [];
  for (const { process, who } of after) {
    const was = rowBefore.get(process);
    if (was === undefined) changes.push({ section, type: "Added", process, who });
    else if (!sameWho(was.who, who)) changes.push({ section, type: "WhoChanged", process, who });
  }
  for (const { process } of before) {
    if (!namesAfter.has(process)) changes.push({ section, type: "Removed", process });
  }
  if (isReordered(before, after)) changes.push({ section, type: "Reordered" });
  return changes;
}

function sameWho(one: readonly Who[], other: readonly Who[]): boolean {
  return one.length === other.length && one.every((who) => other.includes(who));
}

/** Whether the rows that are in both stand in another order. */
function isReordered(before: readonly CommandRow[], after: readonly CommandRow[]): boolean {
  const kept = (rows: readonly CommandRow[], others: readonly CommandRow[]) =>
    rows.map(({ process }) => process).filter((process) => others.some((other) => other.process === process));
  const orderAfter = kept(after, before);
  return kept(before, after).some((process, index) => process !== orderAfter[index]);
}
