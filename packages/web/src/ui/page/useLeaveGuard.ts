import { onScopeDispose, ref, watch, type Ref } from "vue";
import { onBeforeRouteLeave, onBeforeRouteUpdate } from "vue-router";

/** The question whether to leave a page with something unsaved on it. */
export interface LeaveGuard {
  readonly isAsking: Ref<boolean>;
  /** Leaves; what is unsaved is lost. */
  readonly leave: () => void;
  /** Stays where one is. */
  readonly stay: () => void;
}

/**
 * Keeps a person from losing what they have not saved: asks before another page of ours comes, and lets the browser
 * ask before the window is closed or loaded again.
 *
 * @param isUnsaved - whether there is anything to lose now
 * @param isForced - whether the page has to go whatever is on it: the session ended
 */
export function useLeaveGuard(isUnsaved: () => boolean, isForced: () => boolean = () => false): LeaveGuard {
  const isAsking = ref(false);
  let decide: ((mayLeave: boolean) => void) | null = null;

  function answer(mayLeave: boolean) {
    decide?.(mayLeave);
    decide = null;
    isAsking.value = false;
  }

  function ask(): Promise<boolean> | boolean {
    if (!isUnsaved() || isForced()) return true;
    decide?.(false);
    isAsking.value = true;
    return new Promise<boolean>((resolve) => (decide = resolve));
  }

  onBeforeRouteLeave(ask);
  onBeforeRouteUpdate((to, from) => (to.path === from.path ? true : ask()));

  // Escape and the close button of the dialog are the harmless answer.
  watch(isAsking, (asking) => {
    if (!asking) answer(false);
  });

  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (isUnsaved() && !isForced()) event.preventDefault();
  };
  window.addEventListener("beforeunload", beforeUnload);
  onScopeDispose(() => window.removeEventListener("beforeunload", beforeUnload));

  return { isAsking, leave: () => answer(true), stay: () => answer(false) };
}
