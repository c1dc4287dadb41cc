import { performance } from "node:perf_hooks";
import type { KeyRotation } from "../../keys/index.ts";
import { system } from "../../platform/actor.ts";
import type { CommandRun } from "../command.ts";
import { optionsIn } from "../options-in.ts";
import { progressLine } from "../progress-line.ts";

const pauseMs = 2;

/** Seals every admin key anew under a new data key, or goes on with what was interrupted, and shows how far it is. */
export async function rotateKeys({ parts, application, say, progress }: CommandRun): Promise<void> {
  optionsIn(parts, {});
  const { keys } = application;
  const begun = await keys.beginRotation(system);
  say(begun.type === "RotationBegun" ? "New data keys seal from now on." : "Going on with the rotation under way.");
  const from = handled(begun.rotation);
  const startedAt = performance.now();
  let last = begun.rotation;
  for (let next = await keys.rotateSome(); next !== null; next = await keys.rotateSome()) {
    last = next;
    const seconds = (performance.now() - startedAt) / 1000;
    progress(progressLine({ done: handled(next), all: next.rowsInAll, seconds, doneNow: handled(next) - from }));
    if (next.state === "DONE") break;
    // The server beside this command gets its turn at the database.
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  say(`${last.rowsDone} admin keys are sealed anew.`);
  if (last.rowsTroubled > 0) say(`${last.rowsTroubled} keys did not open and stay as they are.`);
}

const handled = ({ rowsDone, rowsTroubled }: KeyRotation) => rowsDone + rowsTroubled;
