import { shallowRef } from "vue";
import { CreateProfileDocument, type CreateProfileMutation } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import type { GeneralDraft } from "./profile-draft.ts";

/** Makes a new card profile. Nothing is switched on in it. */
export function useCreateProfile() {
  const { run, isRunning, failure } = useMutation(CreateProfileDocument);
  const outcome = shallowRef<CreateProfileMutation["createCardProfile"] | null>(null);

  async function create({ name, description, cardType, legacyReason = "" }: GeneralDraft) {
    const reply = await run({
      input: {
        name: name.trim(),
        description: description.trim(),
        cardType,
        legacyReason: legacyReason.trim() || null,
      },
    });
    outcome.value = reply?.createCardProfile ?? null;
    return outcome.value;
  }

  return { create, isRunning, outcome, failure };
}
