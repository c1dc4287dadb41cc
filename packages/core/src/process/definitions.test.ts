import { expect, test } from "vitest";
import { cardStates, finalCardStates } from "../lifecycle/card-states.ts";
import { nextCardState } from "../lifecycle/next-state.ts";
import { processDefinitions, processNamed, unblockPinOffline } from "./definitions.ts";

test("the processes are those of the product, with its labels, states and defaults", () => {
  const rows = processDefinitions.map(
    ({ name, symbolicName, requiredCardStates, movesCardTo, isOnByDefault, isRunnable }) =>
      [
        name,
        symbolicName,
        requiredCardStates.length === cardStates.length ? "any" : requiredCardStates.join("+"),
        movesCardTo ?? "same",
        isOnByDefault ? "on" : "off",
        isRunnable ? "runs" : "later",
      ].join(" | "),
  );
  expect(rows).toEqual([
    "Unblock PIN offline | CardsSelfServiceProcUnblockPINOffline | ACTIVE | same | off | runs",
    "Unblock card remote | CardsProcUnblockRemote | ACTIVE | same | off | later",
    "Activate card | CardsProcActivate | ISSUED | ACTIVE | on | runs",
    "Deactivate card | CardsProcDeactivate | ACTIVE | INACTIVE | on | runs",
    "Reactivate card | CardsProcReactivate | INACTIVE | ACTIVE | on | runs",
    "Lock card | CardsProcLock | ACTIVE+INACTIVE | LOCKED | on | runs",
    "Request card | CardsProcRequest | REGISTERED | REQUESTED | off | runs",
    "Approve card request | CardsProcApprove | REQUESTED | APPROVED | off | runs",
    "Reject card request | CardsProcReject | REQUESTED | REJECTED | off | runs",
    "Abort card request | CardsProcAbort | REQUESTED | ABORTED | off | runs",
    "Issue card | CardsProcIssue | REGISTERED+APPROVED+FAILED | ISSUED | off | runs",
    "Edit card | CardsProcEdit | any | same | off | later",
  ]);
});

test("Unblock PIN offline is the holder's alone, for an active card and user, in three steps and half an hour", () => {
  expect(unblockPinOffline).toMatchObject({
    kind: "UNBLOCK",
    component: "SELF_SERVICE",
    startableBy: ["SELF_SERVICE"],
    requiredCardStates: ["ACTIVE"],
    requiredUserState: "ACTIVE",
    timeLimitSeconds: 1800,
  });
  expect(unblockPinOffline.steps.map(({ name, by }) => `${name} ${by}`)).toEqual([
    "CHALLENGE person",
    "RESPONSE server",
    "OUTCOME person",
  ]);
});

test("every change of state goes where the state graph says", () => {
  for (const { kind, requiredCardStates, movesCardTo, symbolicName } of processDefinitions) {
    if (kind === "CHANGE_STATE") {
      expect(requiredCardStates.map((state) => nextCardState(state, symbolicName))).toEqual(
        requiredCardStates.map(() => movesCardTo),
      );
      expect(requiredCardStates.some((state) => (finalCardStates as readonly string[]).includes(state))).toBe(false);
    }
  }
});

test("a process is found by its symbolic name, exactly", () => {
  for (const definition of processDefinitions) {
    expect(processNamed(definition.symbolicName)).toBe(definition);
  }
  expect(processNamed("cardsselfserviceprocunblockpinoffline")).toBeNull();
  expect(processNamed("Unblock PIN offline")).toBeNull();
});
