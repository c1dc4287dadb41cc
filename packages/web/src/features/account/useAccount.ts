import { computed, shallowRef } from "vue";
import { MyAccountDocument, type AccountFieldsFragment } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** One's own account as the person sees it. */
export type OwnAccount = AccountFieldsFragment;

/** The account of whoever is signed in; every change gives it back as it is then. */
export function useAccount() {
  const { answer, isLoading, failure, reload } = useQuery(MyAccountDocument, () => ({}));
  const changed = shallowRef<OwnAccount | null>(null);
  const account = computed<OwnAccount | null>(() => changed.value ?? answer.value?.viewer?.account ?? null);
  return { account, isLoading, failure, reload, keep: (now: OwnAccount) => void (changed.value = now) };
}
