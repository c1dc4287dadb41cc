/**
 * Lets so many go ahead at once; the others wait in turn. A flood of guesses must not become a flood of lines to whom it is
 * checked with.
 *
 * @returns runs a piece of work when its turn comes
 */
export function inTurn(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
