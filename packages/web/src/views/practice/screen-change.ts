let hasChanged = false;

/** To be told when one screen of the computer followed another: from then on a new one takes the focus. */
export function screenChanged(): void {
  hasChanged = true;
}

/** Whether the computer has shown another screen before; the first one leaves the focus where the page put it. */
export function screenHasChanged(): boolean {
  return hasChanged;
}
