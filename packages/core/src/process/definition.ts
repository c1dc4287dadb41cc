import type { CardState } from "../lifecycle/card-states.ts";
import type { UserState } from "../lifecycle/user-states.ts";

/** Who can start a process: the holder, an operator, or another system through the API. */
export type Who = "SELF_SERVICE" | "OPERATOR" | "API_TOKEN";

/** The part of the product a process belongs to. */
export type Component = "SELF_SERVICE" | "OPERATOR";

/** One step of a process, and whose turn it is. */
export interface ProcessStep {
  readonly name: "CHALLENGE" | "RESPONSE" | "OUTCOME" | "CONFIRM";
  readonly by: "person" | "server";
}

/** A process as data: what it needs, what it does and how it goes. */
export interface ProcessDefinition {
  /** The stable technical name, as profiles, audit entries and clients write it. */
  readonly symbolicName: string;
  /** The label people know. */
  readonly name: string;
  /** One sentence on what it is for. */
  readonly description: string;
  readonly kind: "UNBLOCK" | "CHANGE_STATE" | "EDIT";
  readonly component: Component;
  /** The card must be in one of these. */
  readonly requiredCardStates: readonly CardState[];
  /** The holder must be in this state; null: in any, or there need be none. */
  readonly requiredUserState: UserState | null;
  /** The state the card is in afterwards; null: the same. */
  readonly movesCardTo: CardState | null;
  /** Whether a card profile has it among its Default Commands; otherwise it takes a row in Additional Commands. */
  readonly isOnByDefault: boolean;
  readonly startableBy: readonly Who[];
  /** Whether this version has both the engine and a screen for it; only then is it ever offered. */
  readonly isRunnable: boolean;
  readonly steps: readonly ProcessStep[];
  /** How long it may stand still between two steps; null: it is done in one. */
  readonly timeLimitSeconds: number | null;
}
