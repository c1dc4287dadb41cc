import { computed, shallowRef } from "vue";
import {
  OrderSignInMethodsDocument,
  RemoveSignInMethodDocument,
  SaveSignInMethodDocument,
  SignInMethodsDocument,
  SwitchSignInMethodDocument,
  type SaveSignInMethodInput,
  type SignInMethodFieldsFragment,
} from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { useProvedChange } from "../../session/proof/useProvedChange.ts";

/** A method to sign in with, as administrators see it. */
export type ShownMethod = SignInMethodFieldsFragment;

/** All methods to sign in with, and what is done with them; every change gives them back as they are then. */
export function useSignInMethods() {
  const { answer, isLoading, failure, reload } = useQuery(SignInMethodsDocument, () => ({}));
  const changed = shallowRef<readonly ShownMethod[] | null>(null);
  const methods = computed<readonly ShownMethod[] | null>(() => changed.value ?? answer.value?.signInMethods ?? null);
  const saving = useProvedChange(SaveSignInMethodDocument, "saveSignInMethod");
  const switching = useProvedChange(SwitchSignInMethodDocument, "switchSignInMethod");
  const ordering = useProvedChange(OrderSignInMethodsDocument, "orderSignInMethods");
  const removing = useProvedChange(RemoveSignInMethodDocument, "removeSignInMethod");

  const keep = (saved: { readonly signInMethods: readonly ShownMethod[] } | null): boolean => {
    if (saved !== null) changed.value = saved.signInMethods;
    return saved !== null;
  };

  /** Moves a method up or down by one place. @returns whether it was moved */
  async function move(id: string, by: -1 | 1): Promise<boolean> {
    const ids = (methods.value ?? []).map((method) => method.id);
    const from = ids.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length) return false;
    ids.splice(to, 0, ...ids.splice(from, 1));
    return keep(await ordering.change({ input: { ids } }));
  }

  return {
    methods,
    isLoading,
    failure,
    reload,
    move,
    switchTo: async (id: string, isOn: boolean) => keep(await switching.change({ input: { id, isOn } })),
    remove: async (id: string) => keep(await removing.change({ input: { id } })),
    save: async (input: SaveSignInMethodInput) => keep(await saving.change({ input })),
    saveProblem: saving.problem,
    isSaving: saving.isRunning,
    removeProblem: removing.problem,
    isRemoving: removing.isRunning,
    listProblem: computed(() => switching.problem.value ?? ordering.problem.value),
    isChanging: computed(() => switching.isRunning.value || ordering.isRunning.value),
  };
}
