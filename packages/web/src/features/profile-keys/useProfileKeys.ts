import { computed, ref, watch } from "vue";
import {
  ProfileKeysDocument,
  SaveProfileKeysDocument,
  type ProfileFieldsFragment,
} from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { failureText } from "../../i18n/failure-text.ts";
import type { Problem } from "../../ui/form/problem.ts";
import { areSameKeys, keysDraftOf, keysInputOf, type KeysDraft } from "./keys-draft.ts";
import { keysFieldId } from "./keys-field-id.ts";

/**
 * The key settings of a profile: load, edit, save. The draft stays while other tabs are shown.
 *
 * @param profile - read reactively: which profile, and the version that the page has of it
 */
export function useProfileKeys(profile: () => { readonly id: string; readonly version: number | null }) {
  const loaded = useQuery(ProfileKeysDocument, () => ({ id: profile().id }));
  const saving = useMutation(SaveProfileKeysDocument);
  const draft = ref<KeysDraft | null>(null);
  const base = ref<KeysDraft | null>(null);
  const problems = ref<Problem[]>([]);

  watch(loaded.answer, (answer) => {
    const keys = answer?.cardProfile?.keys;
    if (!keys) return;
    base.value = keysDraftOf(keys);
    draft.value = keysDraftOf(keys);
  });

  watch(
    () => profile().version,
    (version, before) => {
      if (version !== null && before !== null && !isChanged.value) void loaded.reload();
    },
  );

  const isChanged = computed(
    () => draft.value !== null && base.value !== null && !areSameKeys(draft.value, base.value),
  );

  /** @returns the profile as it is now, or null with `problems` filled */
  async function save(): Promise<ProfileFieldsFragment | null> {
    const { id, version } = profile();
    if (draft.value === null || version === null) return null;
    problems.value = [];
    const reply = await saving.run({ input: { profileId: id, version, ...keysInputOf(draft.value) } });
    const outcome = reply?.saveProfileKeys;
    if (outcome?.__typename === "ProfileKeysSaved") {
      base.value = keysDraftOf(outcome.cardProfile.keys);
      draft.value = keysDraftOf(outcome.cardProfile.keys);
      return outcome.cardProfile;
    }
    const text = outcome?.message ?? failureText(saving.failure.value);
    const field = outcome?.field?.at(-1);
    problems.value = text === null ? [] : [{ text, fieldId: field ? keysFieldId(field) : null }];
    return null;
  }

  function discard() {
    problems.value = [];
    draft.value = base.value === null ? null : { ...base.value };
  }

  return { loaded, draft, problems, isChanged, isSaving: saving.isRunning, save, discard };
}
