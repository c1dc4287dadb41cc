import { system } from "../../platform/actor.ts";
import { CommandRefused, type CommandRun } from "../command.ts";
import { optionsIn } from "../options-in.ts";

/** Destroys a data key of the past. */
export async function destroyKey({ parts, application, say }: CommandRun): Promise<void> {
  const id = optionsIn(parts, { "data-key": "value" }).required("data-key");
  const outcome = await application.keys.destroyDataKey(system, { id });
  switch (outcome.type) {
    case "DataKeyDestroyed":
      say(`The data key ${id} is destroyed. What a backup holds under it opens no more.`);
      return;
    case "DataKeyUnknown":
      throw new CommandRefused(`There is no data key ${id}, or it is destroyed already.`);
    case "DataKeyActive":
      throw new CommandRefused("This data key seals. Run unlatch keys rotate first.");
    case "DataKeyNeeded":
      throw new CommandRefused(`${outcome.count} keys are sealed under it still. Run unlatch keys rotate first.`);
    default:
      outcome satisfies never;
  }
}
