import { describe, expect, test } from "vitest";
import { type CardTransition, cardTransitions } from "../lifecycle/card-states.ts";
import type { ProcessDefinition } from "./definition.ts";
import { processDefinitions, processNamed, unblockPinOffline } from "./definitions.ts";
import { problemsOf } from "./validate.ts";

const lock = processNamed("CardsProcLock") ?? unblockPinOffline;
const changed = (symbolicName: string, change: object): readonly ProcessDefinition[] =>
  processDefinitions.map((definition) =>
    definition.symbolicName === symbolicName ? { ...definition, ...change } : definition,
  );
const unblock = (change: object) => problemsOf(changed(unblockPinOffline.symbolicName, change), cardTransitions);
const withArrow = (from: string, to: string, by: string) =>
  problemsOf(processDefinitions, [...cardTransitions, { from, to, by } as CardTransition]);

test("the shipped processes and the state graph agree", () => {
  expect(problemsOf(processDefinitions, cardTransitions)).toEqual([]);
});

describe("finds in the processes", () => {
  test("one symbolic name twice", () => {
    expect(problemsOf([...processDefinitions, lock], cardTransitions)).toEqual([
      "CardsProcLock is defined more than once",
    ]);
  });

  test.each([
    ["an unknown card state", { requiredCardStates: ["BLOCKED"] }, "names the unknown card state BLOCKED"],
    ["an unknown target", { movesCardTo: "BROKEN" }, "names the unknown card state BROKEN"],
    ["an unknown user state", { requiredUserState: "AWAY" }, "names the unknown user state AWAY"],
    ["an unknown starter", { startableBy: ["SELF_SERVICE", "ROBOT"] }, "names the unknown starter ROBOT"],
    ["no required card state", { requiredCardStates: [] }, "can be started in no card state"],
    [
      "a component that may not start it",
      { startableBy: ["OPERATOR"] },
      "belongs to SELF_SERVICE, who may not start it",
    ],
    ["no step", { steps: [] }, "has no step"],
    ["a step missing", { steps: unblockPinOffline.steps.slice(0, 2) }, "takes other steps than"],
    ["a challenge made by the server", { steps: [{ name: "CHALLENGE", by: "server" }] }, "takes other steps than"],
    ["unblocking that changes the state", { movesCardTo: "INACTIVE" }, "is UNBLOCK and changes the state"],
    ["unblocking on by default", { isOnByDefault: true }, "unblocks and is on by default"],
    ["unblocking without end", { timeLimitSeconds: null }, "unblocks without a time limit"],
    ["a time limit of nothing", { timeLimitSeconds: 0 }, "has a time limit that is not positive"],
    ["unblocking of any user", { requiredUserState: null }, "unblocks without requiring an active card"],
    ["unblocking of a locked card", { requiredCardStates: ["LOCKED"] }, "unblocks without requiring an active card"],
  ])("%s", (_what, change, problem) => {
    const problems = unblock(change);
    expect(problems.filter((found) => found.startsWith(`${unblockPinOffline.symbolicName} ${problem}`))).toHaveLength(
      1,
    );
  });

  test("a change of state that changes nothing", () => {
    const problems = problemsOf(changed("CardsProcLock", { movesCardTo: null }), cardTransitions);
    expect(problems).toContain("CardsProcLock changes the state to none");
  });

  test("a change of state the graph does not have", () => {
    const problems = problemsOf(changed("CardsProcLock", { movesCardTo: "REJECTED" }), cardTransitions);
    expect(problems).toContain("CardsProcLock takes ACTIVE to REJECTED, which the state graph does not have");
  });
});

describe("finds in the state graph", () => {
  test("an unknown state", () => {
    expect(withArrow("ACTIVE", "MELTED", "expiry")).toContain("ACTIVE to MELTED by expiry: unknown card state MELTED");
  });

  test("a way out of a final state", () => {
    expect(withArrow("LOCKED", "ACTIVE", "expiry")).toEqual(["LOCKED to ACTIVE by expiry: leaves a final state"]);
  });

  test("an arrow nothing moves along", () => {
    const arrow = "ISSUED to INACTIVE by CardsProcRest";
    expect(withArrow("ISSUED", "INACTIVE", "CardsProcRest")).toEqual([`${arrow}: nothing of that name moves cards`]);
  });

  test("an arrow whose process does not start there", () => {
    const arrow = "ISSUED to LOCKED by CardsProcLock";
    expect(withArrow("ISSUED", "LOCKED", "CardsProcLock")).toEqual([`${arrow}: the process does not start in ISSUED`]);
  });

  test("one process that leads to two states", () => {
    expect(withArrow("ACTIVE", "INACTIVE", "CardsProcLock")).toEqual([
      "CardsProcLock leads from ACTIVE to more than one state",
    ]);
  });

  test("a state nobody reaches", () => {
    const transitions = cardTransitions.filter(({ to }) => to !== "EXPIRED");
    expect(problemsOf(processDefinitions, transitions)).toEqual(["EXPIRED is never reached"]);
  });

  test("a dead end", () => {
    const transitions = cardTransitions.filter(({ from }) => from !== "FAILED");
    expect(problemsOf(processDefinitions, transitions)).toContain(
      "FAILED is a dead end: no final state can be reached from it",
    );
  });
});
