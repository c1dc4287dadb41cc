import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { changedSections, pendingChanges, type PendingChange } from "./pending-changes.ts";
import { draftOf, generalOf, rowsOf, type Profile, type ProfileDraft, type Section } from "./profile-draft.ts";

/** A profile that is being edited: the version it began with, and what has become of it on the screen. */
export interface EditedProfile {
  readonly base: ShallowRef<Profile | null>;
  readonly draft: Ref<ProfileDraft | null>;
  readonly changes: ComputedRef<readonly PendingChange[]>;
  /** Starts from this version; what was edited is gone. */
  readonly begin: (profile: Profile) => void;
  /** Goes back to the version one began with. */
  readonly discard: () => void;
  /** Goes on from a newer version, keeping what was edited except for the part that was just saved. */
  readonly rebase: (newer: Profile, saved?: Section) => void;
}

/** Keeps what is edited of one profile, tab by tab, until it is saved or discarded. */
export function useProfileDraft(): EditedProfile {
  const base = shallowRef<Profile | null>(null);
  const draft = ref<ProfileDraft | null>(null);
  const changes = computed(() =>
    base.value === null || draft.value === null ? [] : pendingChanges(base.value, draft.value),
  );

  function begin(profile: Profile) {
    base.value = profile;
    draft.value = draftOf(profile);
  }

  function rebase(newer: Profile, saved?: Section) {
    const mine = draft.value;
    const edited = changedSections(changes.value).filter((section) => section !== saved);
    base.value = newer;
    const next = draftOf(newer);
    for (const section of mine === null ? [] : edited) {
      if (section === "GENERAL") next.general = { ...generalOf(newer), ...mine?.general };
      else next.commands[section] = mine?.commands[section] ?? rowsOf(newer, section);
    }
    draft.value = next;
  }

  return {
    base,
    draft,
    changes,
    begin,
    discard: () => base.value !== null && begin(base.value),
    rebase,
  };
}
