import { computed, onScopeDispose, ref } from "vue";

const hideAfterSeconds = 600;
const warnAfterSeconds = 480;

/**
 * Counts down to hiding a response that nobody looks at any more: ten minutes, with a warning after eight, and from the
 * start again as often as the person wants.
 *
 * @param onHide - called once when the time is up
 */
export function useHideTimer(onHide: () => void) {
  // Asked of the clock, because timers stand still while a phone sleeps.
  let since = Date.now();
  const passedSeconds = ref(0);
  const isWarningOpen = ref(false);
  let hasWarned = false;

  function look(): void {
    passedSeconds.value = Math.floor((Date.now() - since) / 1000);
    if (passedSeconds.value >= hideAfterSeconds) {
      clearInterval(timer);
      isWarningOpen.value = false;
      onHide();
    } else if (passedSeconds.value >= warnAfterSeconds && !hasWarned) {
      hasWarned = true;
      isWarningOpen.value = true;
    }
  }

  function restart(): void {
    since = Date.now();
    passedSeconds.value = 0;
    hasWarned = false;
    isWarningOpen.value = false;
  }

  const timer = setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  });

  const leftSeconds = computed(() => Math.max(0, hideAfterSeconds - passedSeconds.value));
  /** "9:41". */
  const left = computed(
    () => `${Math.floor(leftSeconds.value / 60)}:${String(leftSeconds.value % 60).padStart(2, "0")}`,
  );

  return { left, leftSeconds, isWarningOpen, restart };
}
