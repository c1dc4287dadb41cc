import { spellingOf } from "@unlatch/core/challenge/show";
import { onScopeDispose, ref } from "vue";

/** Reads a response aloud, digit by digit in words, with a pause between groups; only where the device has a voice. */
export function useReadAloud(hex: () => string) {
  const speech = typeof speechSynthesis === "undefined" ? null : speechSynthesis;
  const isPossible = ref((speech?.getVoices().length ?? 0) > 0);
  /** The group being read, from 1; 0 while nothing is read. */
  const group = ref(0);
  const isPaused = ref(false);
  let next: ReturnType<typeof setTimeout> | undefined;

  const lookForVoices = () => (isPossible.value = (speech?.getVoices().length ?? 0) > 0);
  speech?.addEventListener?.("voiceschanged", lookForVoices);

  function silence(): void {
    clearTimeout(next);
    speech?.cancel();
  }

  function readFrom(start: number): void {
    const words = spellingOf(hex())[start - 1];
    silence();
    isPaused.value = false;
    group.value = words === undefined ? 0 : start;
    if (words === undefined || speech === null) return;
    const utterance = new SpeechSynthesisUtterance(words.join(", "));
    utterance.lang = "en";
    utterance.rate = 0.8;
    utterance.onend = () => {
      if (group.value === start && !isPaused.value) next = setTimeout(() => readFrom(start + 1), 1200);
    };
    speech.speak(utterance);
  }

  function pause(): void {
    isPaused.value = true;
    silence();
  }

  function stop(): void {
    group.value = 0;
    isPaused.value = false;
    silence();
  }

  onScopeDispose(() => {
    stop();
    speech?.removeEventListener?.("voiceschanged", lookForVoices);
  });

  return { isPossible, group, isPaused, readFrom, pause, stop };
}
