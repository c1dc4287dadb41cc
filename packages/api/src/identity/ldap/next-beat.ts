import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** How far apart answers that are not a success leave. */
const beatMs = 250;

/**
 * Holds an answer back until the next beat since it was asked for, so that the time it took tells nobody what it was about:
 * how long a directory looks at a wrong password differs from how long it looks for nobody.
 *
 * @param isFree - answers that may leave at once
 */
export async function atTheNextBeat<T>(work: Promise<T>, isFree: (answer: T) => boolean): Promise<T> {
  const began = performance.now();
  const answer = await work;
  if (!isFree(answer)) await pause(beatMs - ((performance.now() - began) % beatMs));
  return answer;
}
