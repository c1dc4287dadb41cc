import { describe, expect, test } from "vitest";
import { cardStates, cardTransitions, finalCardStates } from "./card-states.ts";
import { nextCardState, nextUserState } from "./next-state.ts";
import { finalUserStates, userStates, userTransitions } from "./user-states.ts";

const graphs = [
  { of: "cards", states: cardStates, final: finalCardStates, transitions: cardTransitions, next: nextCardState },
  { of: "users", states: userStates, final: finalUserStates, transitions: userTransitions, next: nextUserState },
].map((graph) => ({
  ...graph,
  states: graph.states as readonly string[],
  final: graph.final as readonly string[],
  transitions: graph.transitions as readonly { from: string; to: string; by: string }[],
  next: graph.next as (state: string, symbolicName: string) => string | null,
}));

describe.each(graphs)("the state graph of $of", ({ states, final, transitions, next }) => {
  test("has no way out of a final state", () => {
    expect(transitions.filter(({ from }) => final.includes(from))).toEqual([]);
  });

  test("leads from every state to a final one, and from Registered to every state", () => {
    const reachable = (start: string) => {
      const found = new Set([start]);
      for (const state of found) {
        transitions.filter(({ from }) => from === state).forEach(({ to }) => found.add(to));
      }
      return found;
    };
    for (const state of states) {
      expect(
        final.some((end) => reachable(state).has(end)),
        state,
      ).toBe(true);
    }
    expect([...reachable("REGISTERED")].toSorted()).toEqual(states.toSorted());
  });

  test("says for every state and process where it leads, or that it leads nowhere", () => {
    const names = [...new Set(transitions.map(({ by }) => by)), "CardsProcUnknown", ""];
    for (const state of states) {
      for (const name of names) {
        const arrows = transitions.filter(({ from, by }) => from === state && by === name);
        expect(arrows.length, `${state} ${name}`).toBeLessThanOrEqual(1);
        expect(next(state, name)).toBe(arrows[0]?.to ?? null);
      }
    }
  });
});

test("the arrows of cards are those of the product", () => {
  expect(cardTransitions.map(({ from, to, by }) => `${from} ${to} ${by}`)).toEqual([
    "REGISTERED REQUESTED CardsProcRequest",
    "REQUESTED APPROVED CardsProcApprove",
    "REQUESTED REJECTED CardsProcReject",
    "REQUESTED ABORTED CardsProcAbort",
    "REGISTERED ISSUED CardsProcIssue",
    "APPROVED ISSUED CardsProcIssue",
    "FAILED ISSUED CardsProcIssue",
    "APPROVED FAILED CardsProcReportIssueFailed",
    "ISSUED ACTIVE CardsProcActivate",
    "ACTIVE INACTIVE CardsProcDeactivate",
    "INACTIVE ACTIVE CardsProcReactivate",
    "ACTIVE LOCKED CardsProcLock",
    "INACTIVE LOCKED CardsProcLock",
    "ACTIVE EXPIRED expiry",
    "ACTIVE ACTIVE CardsProcUnblockRemote",
    "ACTIVE ACTIVE CardsSelfServiceProcUnblockPINOffline",
  ]);
});

test("unblocking leaves a card active and has no business with a locked one", () => {
  expect(nextCardState("ACTIVE", "CardsSelfServiceProcUnblockPINOffline")).toBe("ACTIVE");
  expect(nextCardState("LOCKED", "CardsSelfServiceProcUnblockPINOffline")).toBeNull();
});
