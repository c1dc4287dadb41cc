import type { ProcessState } from "../../../graphql/generated/graphql.ts";

/** The pages of a process, in order; each has its own address, so that the browser's Back is the previous step. */
export type RunStep = "challenge" | "response" | "outcome" | "done";

const open: readonly RunStep[] = ["challenge", "response", "outcome"];

/** The number of a step among the three that people see. */
export function numberOf(step: RunStep): number {
  return Math.min(open.indexOf(step) + 1, open.length) || open.length;
}

/**
 * The page to show: the one that was asked for where the process allows it, else the one it has come to.
 *
 * @param asked - the step of the address; null where it names none
 * @returns null for a process that ended without an outcome: it has a page of its own
 */
export function stepFor(state: ProcessState, asked: RunStep | null): RunStep | null {
  switch (state) {
    case "AWAITING_CHALLENGE":
      return "challenge";
    case "RESPONSE_SHOWN":
      return asked !== null && open.includes(asked) ? asked : "response";
    case "COMPLETED":
      return "done";
    case "CANCELLED":
    case "EXPIRED":
      return null;
    default:
      return state satisfies never;
  }
}
