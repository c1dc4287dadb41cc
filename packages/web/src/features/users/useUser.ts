import { computed, shallowRef } from "vue";
import { UserDocument, type UserFieldsFragment } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A person with an account, as they are shown at the desk. */
export type ShownUser = UserFieldsFragment;

/** One person; every change gives them back as they are then. */
export function useUser(id: () => string) {
  const { answer, isLoading, failure, reload } = useQuery(UserDocument, () => ({ id: id() }));
  const changed = shallowRef<ShownUser | null>(null);
  const user = computed<ShownUser | null>(() =>
    changed.value?.id === id() ? changed.value : (answer.value?.user ?? null),
  );
  const isMissing = computed(() => answer.value !== null && !answer.value.user);
  return { user, isMissing, isLoading, failure, reload, keep: (now: ShownUser) => void (changed.value = now) };
}
