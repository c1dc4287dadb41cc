import type { ProcessDefinition } from "./definition.ts";
import { activeLife } from "./definitions/active-life.ts";
import { editCard } from "./definitions/edit-card.ts";
import { issuing } from "./definitions/issuing.ts";
import { unblockCardRemote } from "./definitions/unblock-card-remote.ts";
import { unblockPinOffline } from "./definitions/unblock-pin-offline.ts";

export { unblockPinOffline };

/** Every process Unlatch knows, in the order in which they are offered. */
export const processDefinitions: readonly ProcessDefinition[] = [
  unblockPinOffline,
  unblockCardRemote,
  ...activeLife,
  ...issuing,
  editCard,
];

/** The process of that symbolic name; null when there is none. */
export function processNamed(symbolicName: string): ProcessDefinition | null {
  return processDefinitions.find((definition) => definition.symbolicName === symbolicName) ?? null;
}
