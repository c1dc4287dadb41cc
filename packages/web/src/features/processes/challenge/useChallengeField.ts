import { nextTick, type Ref } from "vue";
import { caretAfter, digitsBefore, inGroups, readDigits } from "./typed-challenge.ts";

/**
 * Typing into the one field of a challenge, by keyboard or keypad. The text is put into groups while the caret is at
 * its end; in the middle of it nothing moves until the field is left.
 *
 * @param typed - the text that is kept
 * @param input - the field, which knows its text first and its caret
 */
export function useChallengeField(typed: Ref<string>, input: Ref<HTMLInputElement | null>) {
  let isComposing = false;

  const text = () => input.value?.value ?? typed.value;

  function write(now: string): void {
    if (input.value && input.value.value !== now) input.value.value = now;
    typed.value = now;
  }

  async function placeCaret(at: number): Promise<void> {
    await nextTick();
    input.value?.focus({ preventScroll: true });
    input.value?.setSelectionRange(at, at);
  }

  function whenTyped(): void {
    const isAtEnd = input.value?.selectionStart === text().length;
    write(isAtEnd && !isComposing ? inGroups(text()) : text());
  }

  const regroup = () => write(inGroups(text()));

  /** Puts the text where the caret is, over what is selected. */
  async function insert(added: string): Promise<void> {
    const start = input.value?.selectionStart ?? text().length;
    const end = input.value?.selectionEnd ?? start;
    const before = text().slice(0, start) + added;
    const after = text().slice(end);
    write(inGroups(before + after));
    await placeCaret(caretAfter(digitsBefore(before, before.length)));
  }

  /** Takes away what is selected, or the digit before the caret. */
  async function erase(): Promise<void> {
    const end = input.value?.selectionEnd ?? text().length;
    const start = input.value?.selectionStart ?? end;
    const kept = Math.max(0, digitsBefore(text(), start) - (start === end ? 1 : 0));
    write(inGroups(text().slice(0, caretAfter(kept)) + text().slice(end)));
    await placeCaret(caretAfter(kept));
  }

  /** Moves the caret by one digit, over the gaps. */
  async function move(by: -1 | 1): Promise<void> {
    const digit = digitsBefore(text(), input.value?.selectionStart ?? text().length) + by;
    await placeCaret(Math.min(caretAfter(Math.max(0, digit)), text().length));
  }

  /** Puts the caret at the end of a group, counted from 1. */
  async function goToGroup(group: number): Promise<void> {
    regroup();
    await placeCaret(Math.min(caretAfter(group * 4), text().length));
  }

  /** Puts a digit in the place of the one at that position, counted from 1. */
  async function replaceAt(position: number, digit: string): Promise<void> {
    const characters = Array.from(readDigits(text()));
    characters[position - 1] = digit;
    write(inGroups(characters.join("")));
    await placeCaret(text().length);
  }

  return {
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
