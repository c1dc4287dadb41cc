import { type CardTransition, cardTransitions } from "@unlatch/core/lifecycle/card-states";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import { processDefinitions } from "@unlatch/core/process/definitions";
import { problemsOf } from "@unlatch/core/process/validate";

/**
 * Lets nothing start on process definitions that contradict each other or the states of a card.
 *
 * @throws RangeError naming every contradiction
 */
export function requireSoundProcesses(
  definitions: readonly ProcessDefinition[] = processDefinitions,
  transitions: readonly CardTransition[] = cardTransitions,
): void {
  const problems = problemsOf(definitions, transitions);
  if (problems.length > 0) throw new RangeError(`definitions: ${problems.join(" ")}`);
}
