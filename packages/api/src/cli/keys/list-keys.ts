import type { CommandRun } from "../command.ts";
import { optionsIn } from "../options-in.ts";
import { progressLine } from "../progress-line.ts";
import { tableOf } from "../table-of.ts";

/** Prints every data key and how far a rotation is. */
export async function listKeys({ parts, application, say }: CommandRun): Promise<void> {
  optionsIn(parts, {});
  const { keys } = application;
  say(`The key-encryption key is ${keys.provider.kekId} (${keys.provider.kind}).`);
  const rows = (await keys.dataKeys()).map((key) => [
    key.purpose,
    String(key.epoch),
    key.state,
    key.id,
    String(key.sealedCount),
    key.createdAt.toISOString().slice(0, 10),
  ]);
  for (const line of tableOf(["PURPOSE", "EPOCH", "STATE", "DATA KEY", "SEALED", "SINCE"], rows)) say(line);
  const rotation = await keys.newestRotation();
  if (rotation === null) return;
  const { rowsDone, rowsTroubled, rowsInAll } = rotation;
  say(rotation.state === "RUNNING" ? "A rotation is under way:" : "The last rotation is done:");
  say(progressLine({ done: rowsDone + rowsTroubled, all: rowsInAll, seconds: 0, doneNow: 0 }));
  if (rowsTroubled > 0) say(`${rowsTroubled} keys did not open and stay as they are.`);
}
