import { onScopeDispose, ref, watch, type Ref } from "vue";

/**
 * True once `isOn` has been true for a while without a break: what is quick shows no sign of waiting.
 *
 * @param isOn - what is being waited for
 * @param delayMs - how long waiting goes unmentioned, 300 ms unless told
 */
export function useDelayed(isOn: () => boolean, delayMs = 300): Ref<boolean> {
  const isLate = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  watch(
    isOn,
    (on) => {
      stop();
      isLate.value = false;
      if (on) timer = setTimeout(() => (isLate.value = true), delayMs);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return isLate;
}
