import type { Problem } from "../../ui/form/problem.ts";
import { translate } from "../../i18n/i18n.ts";
import { changedSections, pendingChanges } from "./pending-changes.ts";
import type { Profile, ProfileDraft, Section } from "./profile-draft.ts";

/** A problem, and the part of the profile it is in. */
export interface DraftProblem extends Problem {
  readonly section: Section;
}

/** The id of the control that chooses a row's process. */
export const processFieldId = (section: Section, key: string) => `process-${section}-${key}`;
/** The id of the first control that chooses who may start a row's process. */
export const whoFieldId = (section: Section, key: string) => `who-${section}-${key}`;
/** The ids of the general fields, by the name the server gives them. */
export const generalFieldId = (field: string) => `profile-${field}`;

/** What has to be put right before the draft can be saved; only in parts that would be saved. */
export function draftProblems(profile: Profile, draft: ProfileDraft): DraftProblem[] {
  return changedSections(pendingChanges(profile, draft)).flatMap((section) =>
    section === "GENERAL" ? generalProblems(draft) : commandProblems(section, draft),
  );
}

function generalProblems({ general }: ProfileDraft): DraftProblem[] {
  if (general.name.trim() !== "") return [];
  return [{ section: "GENERAL", text: translate("admin.profiles.nameMissing"), fieldId: generalFieldId("name") }];
}

function commandProblems(section: Exclude<Section, "GENERAL">, draft: ProfileDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  for (const { key, process, who } of draft.commands[section] ?? []) {
    if (process === "") {
      const text = translate("admin.profiles.processMissing");
      problems.push({ section, text, fieldId: processFieldId(section, key) });
    } else if (who.length === 0) {
      problems.push({ section, text: translate("admin.profiles.whoMissing"), fieldId: whoFieldId(section, key) });
    }
  }
  return problems;
}
