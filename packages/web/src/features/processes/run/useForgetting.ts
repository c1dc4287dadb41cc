import { onScopeDispose } from "vue";
import { useSession } from "../../../session/useSession.ts";

/**
 * Has secrets forgotten when they must not stay: the page is left, the browser puts it aside (Back would bring it up
 * again), or the session ends.
 *
 * @param forget - drops them; may be called more than once
 */
export function useForgetting(forget: () => void): void {
  const stopListening = useSession().onEnd(forget);
  window.addEventListener("pagehide", forget);
  onScopeDispose(() => {
    stopListening();
    window.removeEventListener("pagehide", forget);
    forget();
  });
}
