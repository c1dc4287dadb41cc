import { computed, ref, watch } from "vue";
import { CardKeyFactsDocument, SaveCardKeysDocument } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { failureText } from "../../i18n/failure-text.ts";
import { translate } from "../../i18n/i18n.ts";
import type { Problem } from "../../ui/form/problem.ts";
import { cardKeysDraftOf, cardKeysInputOf, type CardKeysDraft } from "./card-keys-draft.ts";
import { cardKeysFieldId } from "./card-keys-field-id.ts";

/** What came of saving: the card is changed, by us or by somebody else, or it is as it was. */
export type CardKeysOutcome = "Saved" | "ChangedMeanwhile" | "Refused";

/**
 * What a card has otherwise than its profile: load, edit, save. Without a draft nobody edits.
 *
 * @param card - read reactively: which card, and the version that the page has of it
 */
export function useCardKeys(card: () => { readonly id: string; readonly version: number }) {
  const loaded = useQuery(CardKeyFactsDocument, () => ({ id: card().id }));
  const saving = useMutation(SaveCardKeysDocument);
  const known = computed(() => loaded.answer.value?.card ?? null);
  const types = computed(() => loaded.answer.value?.cardTypes ?? []);
  const draft = ref<CardKeysDraft | null>(null);
  const problems = ref<Problem[]>([]);

  watch(
    () => card().version,
    (version) => {
      if (known.value !== null && known.value.version !== version) void loaded.reload();
    },
  );
  watch(() => card().id, cancel);

  function begin() {
    problems.value = [];
    draft.value = known.value === null ? null : cardKeysDraftOf(known.value);
  }

  function cancel() {
    problems.value = [];
    draft.value = null;
  }

  /** Saves on the version on the screen. Whatever stood in the way is in `problems`, and the draft stays. */
  async function save(): Promise<CardKeysOutcome> {
    if (draft.value === null || known.value === null) return "Refused";
    problems.value = [];
    const reply = await saving.run({ input: cardKeysInputOf(draft.value, known.value, types.value) });
    const outcome = reply?.saveCardKeys;
    if (outcome?.__typename === "CardKeysSaved") {
      loaded.answer.value = { card: outcome.card, cardTypes: types.value };
      draft.value = null;
      return "Saved";
    }
    if (outcome?.__typename === "CardChangedMeanwhile") {
      await loaded.reload();
      problems.value = [{ text: translate("admin.keys.cardChanged"), fieldId: null }];
      return "ChangedMeanwhile";
    }
    const text = outcome?.message ?? failureText(saving.failure.value);
    const field = outcome?.field?.at(-1);
    const fieldId = field === undefined || field === "cardId" ? null : cardKeysFieldId(field);
    problems.value = text === null ? [] : [{ text, fieldId }];
    return "Refused";
  }

  return { known, types, draft, problems, isSaving: saving.isRunning, begin, cancel, save };
}
