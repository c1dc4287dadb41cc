/** Where the server tells the person who started it what it is doing. */
export type Say = (line: string) => void;

/**
 * Does something, and says so if it is not done soon: whoever waits sees that it goes on.
 *
 * @param line - what is being done, such as `Preparing the database …`
 */
export async function sayWhenSlow<T>(say: Say, line: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => say(line), 700);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
