let hasTurned = false;

/** To be told by the router that a page followed another one, so that the next heading takes the focus. */
export function pageTurned(): void {
  hasTurned = true;
}

/** Whether a page of this visit came before: the very first one is read from the top, as the browser does it. */
export function pageHasTurned(): boolean {
  return hasTurned;
}
