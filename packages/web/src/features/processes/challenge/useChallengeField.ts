import { inspectChallenge } from "@unlatch/core/challenge/read";
import { computed, nextTick, type Ref } from "vue";
import { caretAfter, digitsBefore, inGroups } from "./typed-challenge.ts";

/**
 * Typing into the one field of a challenge, by keyboard or keypad. The text is put into groups while the caret is at
 * its end; in the middle of it nothing moves until the field is left.
 *
 * @param typed - the text of the field
 * @param input - the field itself, for its caret
 */
export function useChallengeField(typed: Ref<string>, input: Ref<HTMLInputElement | null>) {
  const inspection = computed(() => inspectChallenge(typed.value));
  let isComposing = false;

  function regroup(): void {
    const grouped = inGroups(typed.value);
    if (grouped === typed.value) return;
    typed.value = grouped;
    if (input.value) input.value.value = grouped;
  }

  function whenTyped(event: Event): void {
    const field = event.target as HTMLInputElement;
    typed.value = field.value;
    const isAtEnd = field.selectionStart === field.value.length;
    if (isAtEnd && !isComposing) regroup();
  }

  async function placeCaret(at: number): Promise<void> {
    await nextTick();
    input.value?.focus({ preventScroll: true });
    input.value?.setSelectionRange(at, at);
  }

  /** Puts the text where the caret is, over what is selected. */
  async function insert(text: string): Promise<void> {
    const start = input.value?.selectionStart ?? typed.value.length;
    const end = input.value?.selectionEnd ?? start;
    const before = typed.value.slice(0, start) + text;
    const digits = digitsBefore(before, before.length);
    typed.value = inGroups(before + typed.value.slice(end));
    await placeCaret(caretAfter(digits));
  }

  /** Takes away what is selected, or the digit before the caret. */
  async function erase(): Promise<void> {
    const end = input.value?.selectionEnd ?? typed.value.length;
    const start = input.value?.selectionStart ?? end;
    const kept = digitsBefore(typed.value, start) - (start === end ? 1 : 0);
    if (kept < 0) return placeCaret(0);
    const before = typed.value.slice(0, caretAfter(kept));
    typed.value = inGroups(before + typed.value.slice(end));
    await placeCaret(caretAfter(kept));
  }

  /** Moves the caret by one digit, over the gaps. */
  async function move(by: -1 | 1): Promise<void> {
    const caret = input.value?.selectionStart ?? typed.value.length;
    const digit = digitsBefore(typed.value, caret) + by;
    await placeCaret(Math.min(caretAfter(Math.max(0, digit)), typed.value.length));
  }

  /** Puts the caret at the end of a group, counted from 1. */
  async function goToGroup(group: number): Promise<void> {
    regroup();
    await placeCaret(Math.min(caretAfter(group * 4), typed.value.length));
  }

  /** Puts a digit in the place of the one at that position, counted from 1. */
  async function replaceAt(position: number, digit: string): Promise<void> {
    const characters = Array.from(inspection.value.digits);
    characters[position - 1] = digit;
    typed.value = inGroups(characters.join(""));
    await placeCaret(typed.value.length);
  }

  return {
    inspection,
    whenTyped,
    regroup,
    insert,
    erase,
    move,
    goToGroup,
    replaceAt,
    compositionStarts: () => void (isComposing = true),
    compositionEnds: () => void (isComposing = false),
  };
}
