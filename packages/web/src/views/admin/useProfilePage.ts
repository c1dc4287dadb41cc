import { computed, nextTick, ref, shallowRef, watch } from "vue";
import { translate } from "../../i18n/i18n.ts";
import { draftProblems, generalFieldId, type DraftProblem } from "../../features/profiles/draft-problems.ts";
import type { Section } from "../../features/profiles/profile-draft.ts";
import { useProfile } from "../../features/profiles/useProfile.ts";
import { useProfileDraft } from "../../features/profiles/useProfileDraft.ts";
import { useSaveProfile, type Conflict, type SaveOutcome } from "../../features/profiles/useSaveProfile.ts";
import { failureText } from "../../i18n/failure-text.ts";
import { announce } from "../../ui/feedback/announce.ts";

/**
 * What the page of a card profile does: load, edit, save, and settle it when somebody else saved meanwhile.
 *
 * @param id - the profile
 * @param show - brings a part of the profile onto the screen, so that its problem can be seen
 */
export function useProfilePage(id: () => string, show: (section: Section) => Promise<unknown>) {
  const loaded = useProfile(id);
  const edited = useProfileDraft();
  const { save, isRunning } = useSaveProfile(edited);
  const problems = ref<DraftProblem[]>([]);
  const conflict = shallowRef<Conflict | null>(null);
  const isAbsent = computed(() => loaded.answer.value !== null && loaded.answer.value.cardProfile === null);

  watch(loaded.answer, (answer) => {
    if (answer?.cardProfile) edited.begin(answer.cardProfile);
  });

  async function tell(problem: DraftProblem) {
    await show(problem.section);
    await nextTick();
    problems.value = [problem];
  }

  async function settle(outcome: SaveOutcome) {
    switch (outcome.type) {
      case "Saved":
        announce(translate("admin.profiles.saved"));
        return;
      case "Conflict":
        conflict.value = outcome;
        return;
      case "Refused": {
        const field = outcome.section === "GENERAL" ? outcome.field.at(-1) : undefined;
        const fieldId = field === undefined ? null : generalFieldId(field);
        return tell({ section: outcome.section, text: outcome.message, fieldId });
      }
      case "Failed":
        problems.value = [{ section: "GENERAL", text: failureText(outcome.failure) ?? "", fieldId: null }];
        return;
      default:
        return outcome satisfies never;
    }
  }

  /** Saves everything that was edited, on whichever tab; a problem brings its tab to the front. */
  async function saveAll(): Promise<void> {
    const { base, draft, changes } = edited;
    problems.value = [];
    if (base.value === null || draft.value === null) return;
    if (changes.value.length === 0) return announce(translate("admin.profiles.nothingToSave"));
    const found = draftProblems(base.value, draft.value);
    const first = found[0];
    if (first !== undefined) {
      await show(first.section);
      problems.value = found.filter(({ section }) => section === first.section);
      return;
    }
    const outcome = await save();
    if (outcome !== null) await settle(outcome);
  }

  /** Drops what was edited here for what somebody else saved. */
  function useTheirs() {
    if (conflict.value !== null) edited.begin(conflict.value.theirs);
    conflict.value = null;
    announce(translate("admin.profiles.conflict.tookTheirs"));
  }

  /** Saves what was edited here on top of what somebody else saved. */
  async function keepMine() {
    if (conflict.value !== null) edited.rebase(conflict.value.theirs);
    conflict.value = null;
    await saveAll();
  }

  function discard() {
    edited.discard();
    problems.value = [];
    announce(translate("admin.profiles.discarded"));
  }

  return { loaded, edited, isAbsent, problems, conflict, isSaving: isRunning, saveAll, discard, useTheirs, keepMine };
}
