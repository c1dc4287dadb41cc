import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { can, roles } from "../access/permissions.ts";
import { cardStates } from "../lifecycle/card-states.ts";
import { userStates } from "../lifecycle/user-states.ts";
import {
  type AdditionalCommand,
  type Situation,
  additionalCommandsFor,
  availability,
  defaultCommandsFor,
  mayStart,
} from "./availability.ts";
import { processDefinitions, processNamed, unblockPinOffline } from "./definitions.ts";

const unblockRow: AdditionalCommand = {
  state: "ACTIVE",
  symbolicName: unblockPinOffline.symbolicName,
  who: ["SELF_SERVICE"],
};
const allowed: Situation = {
  card: { state: "ACTIVE", holderId: "me" },
  person: { id: "me", role: "SELF_SERVICE_USER", state: "ACTIVE" },
  profile: { commands: [unblockRow] },
};
const situated = (change: {
  card?: Partial<Situation["card"]>;
  person?: Partial<Situation["person"]>;
  commands?: readonly AdditionalCommand[];
}): Situation => ({
  card: { ...allowed.card, ...change.card },
  person: { ...allowed.person, ...change.person },
  profile: { commands: change.commands ?? allowed.profile.commands },
});
const namesOf = (situation: Situation) => ({
  possible: availability(situation).possible.map(({ name }) => name),
  unavailable: availability(situation).unavailable.map(({ process, reason }) => `${process.name}: ${reason}`),
});

describe("Unblock PIN offline is offered to the holder", () => {
  test("when it is switched on, card and user are active", () => {
    expect(namesOf(allowed)).toEqual({ possible: ["Unblock PIN offline"], unavailable: [] });
    expect(mayStart(unblockPinOffline, allowed)).toBeNull();
  });

  test("whatever their role", () => {
    for (const role of roles) {
      expect(namesOf(situated({ person: { role } })).possible).toContain("Unblock PIN offline");
    }
  });
});

describe("Unblock PIN offline is not offered, and this is why", () => {
  const row = (change: Partial<AdditionalCommand>) => ({ commands: [{ ...unblockRow, ...change }] });

  test.each([
    ["CARD_NOT_ACTIVE", "an inactive card", situated({ card: { state: "INACTIVE" } })],
    ["CARD_NOT_ACTIVE", "a locked card", situated({ card: { state: "LOCKED" } })],
    ["CARD_FROZEN", "a card for which unblocking was stopped", situated({ card: { isFrozen: true } })],
    ["USER_NOT_ACTIVE", "an inactive user", situated({ person: { state: "INACTIVE" } })],
    ["PROCESS_NOT_ENABLED", "a profile without the row", situated({ commands: [] })],
    ["PROCESS_NOT_ENABLED", "a row in another state's tab", situated(row({ state: "ISSUED" }))],
    ["PROCESS_NOT_ENABLED", "a row for operators", situated(row({ who: ["OPERATOR", "API_TOKEN"] }))],
    ["PROCESS_NOT_ENABLED", "a row for the operator's twin", situated(row({ symbolicName: "CardsProcUnblockRemote" }))],
    [
      "NOT_YOUR_CARD",
      "somebody else's card, to an auditor",
      situated({ card: { holderId: "you" }, person: { role: "AUDITOR" } }),
    ],
    [
      "NOT_YOUR_CARD",
      "nobody's card, to an auditor",
      situated({ card: { holderId: null }, person: { role: "AUDITOR" } }),
    ],
  ])("%s: %s", (reason, _what, situation) => {
    expect(namesOf(situation)).toEqual({ possible: [], unavailable: [`Unblock PIN offline: ${reason}`] });
    expect(mayStart(unblockPinOffline, situation)).toBe(reason);
  });

  test("in the order a person would ask: the card, the user, the switch, whose it is", () => {
    const worst = situated({ card: { state: "EXPIRED", holderId: "you" }, person: { state: "LOCKED" }, commands: [] });
    expect(mayStart(unblockPinOffline, worst)).toBe("CARD_NOT_ACTIVE");
    const active = { ...worst, card: { ...worst.card, state: "ACTIVE" } } as const;
    expect(mayStart(unblockPinOffline, active)).toBe("USER_NOT_ACTIVE");
    const activeUser = { ...active, person: allowed.person };
    expect(mayStart(unblockPinOffline, activeUser)).toBe("PROCESS_NOT_ENABLED");
    expect(mayStart(unblockPinOffline, { ...activeUser, profile: allowed.profile })).toBe("NOT_YOUR_CARD");
  });

  test("USER_NOT_ACTIVE: the holder is not, as an operator is told", () => {
    const operator = { id: "op", role: "OPERATOR" } as const;
    const locked = situated({ card: { holderState: "LOCKED" }, person: operator });
    expect(mayStart(unblockPinOffline, locked)).toBe("USER_NOT_ACTIVE");
  });

  test("to another self-service user it is not even mentioned", () => {
    for (const state of cardStates) {
      expect(namesOf(situated({ card: { holderId: "you", state } }))).toEqual({ possible: [], unavailable: [] });
    }
  });
});

describe("changes of state", () => {
  const operator = { id: "op", role: "OPERATOR" } as const;
  const issueRow: AdditionalCommand = { state: "APPROVED", symbolicName: "CardsProcIssue", who: ["OPERATOR"] };

  test.each([
    ["ISSUED", ["Activate card"]],
    ["ACTIVE", ["Deactivate card", "Lock card"]],
    ["INACTIVE", ["Reactivate card", "Lock card"]],
    ["LOCKED", []],
    ["REGISTERED", []],
  ] as const)("%s offers its Default Commands to an operator, without any row", (state, names) => {
    const situation = situated({ card: { state, holderState: "ACTIVE" }, person: operator, commands: [] });
    expect(namesOf(situation).possible).toEqual(names);
  });

  test("are nothing to an auditor or a holder", () => {
    expect(namesOf(situated({ card: { state: "ISSUED" } })).possible).toEqual([]);
    const auditor = { id: "au", role: "AUDITOR" } as const;
    expect(namesOf(situated({ card: { state: "ISSUED" }, person: auditor })).possible).toEqual([]);
  });

  test("NOT_PERMITTED: refused to who may not make them", () => {
    const activate = processNamed("CardsProcActivate") ?? unblockPinOffline;
    expect(mayStart(activate, situated({ card: { state: "ISSUED" } }))).toBe("NOT_PERMITTED");
  });

  test("off by default take a row for operators", () => {
    const approved = { card: { state: "APPROVED" }, person: operator } as const;
    const unblockReason = "Unblock PIN offline: CARD_NOT_ACTIVE";
    expect(namesOf(situated({ ...approved, commands: [] }))).toEqual({ possible: [], unavailable: [unblockReason] });
    expect(namesOf(situated({ ...approved, commands: [issueRow] }))).toEqual({
      possible: ["Issue card"],
      unavailable: [unblockReason],
    });
    expect(namesOf(situated({ ...approved, commands: [{ ...issueRow, who: ["API_TOKEN"] }] }))).toEqual({
      possible: [],
      unavailable: [unblockReason, "Issue card: PROCESS_NOT_ENABLED"],
    });
  });

  test("CARD_STATE_DOES_NOT_ALLOW: a row in the tab of a state where the process cannot run", () => {
    const row: AdditionalCommand = { ...issueRow, state: "INACTIVE" };
    const situation = situated({
      card: { state: "INACTIVE", holderState: "ACTIVE" },
      person: operator,
      commands: [row],
    });
    expect(namesOf(situation).unavailable).toContain("Issue card: CARD_STATE_DOES_NOT_ALLOW");
  });

  test("Reactivate card takes an active user: another's state, an unknown one or none is not enough", () => {
    for (const holderState of ["INACTIVE", "LOCKED", null] as const) {
      const situation = situated({ card: { state: "INACTIVE", holderState }, person: operator });
      expect(namesOf(situation).unavailable).toContain("Reactivate card: USER_NOT_ACTIVE");
    }
    expect(namesOf(situated({ card: { state: "INACTIVE" }, person: operator })).unavailable).toContain(
      "Reactivate card: USER_NOT_ACTIVE",
    );
  });

  test("are refused to an operator who is not active", () => {
    const situation = situated({ person: { ...operator, state: "INACTIVE" }, card: { holderState: "ACTIVE" } });
    expect(namesOf(situation).possible).toEqual([]);
  });
});

describe("a process without a screen yet", () => {
  const rows = processDefinitions.flatMap(({ symbolicName }) =>
    cardStates.map((state): AdditionalCommand => ({ state, symbolicName, who: ["OPERATOR", "SELF_SERVICE"] })),
  );

  test("is offered to nobody, with a row or without", () => {
    for (const state of cardStates) {
      for (const role of roles) {
        const { possible, unavailable } = namesOf(situated({ card: { state }, person: { role }, commands: rows }));
        expect([...possible, ...unavailable].join()).not.toMatch(/Edit card|Unblock card remote/);
      }
    }
    const remote = processNamed("CardsProcUnblockRemote") ?? unblockPinOffline;
    expect(mayStart(remote, situated({ person: { role: "ADMINISTRATOR" }, commands: rows }))).toBe(
      "PROCESS_NOT_ENABLED",
    );
  });
});

describe("a state's tab in a card profile", () => {
  const named = (definitions: readonly { name: string }[]) => definitions.map(({ name }) => name);

  test("Active holds Deactivate and Lock, and Unblock PIN offline can be added", () => {
    expect(named(defaultCommandsFor("ACTIVE"))).toEqual(["Deactivate card", "Lock card"]);
    expect(named(additionalCommandsFor("ACTIVE"))).toEqual(["Unblock PIN offline"]);
  });

  test("every state: what can be added runs there, and nothing is in both lists", () => {
    for (const state of cardStates) {
      const [on, off] = [defaultCommandsFor(state), additionalCommandsFor(state)];
      expect(on.filter((definition) => off.includes(definition))).toEqual([]);
      expect([...on, ...off].every((definition) => definition.requiredCardStates.includes(state))).toBe(true);
    }
    expect(named(additionalCommandsFor("REQUESTED"))).toEqual([
      "Approve card request",
      "Reject card request",
      "Abort card request",
    ]);
    expect(additionalCommandsFor("LOCKED")).toEqual([]);
  });
});

describe("in every situation", () => {
  const command = fc.record({
    state: fc.constantFrom(...cardStates),
    symbolicName: fc.constantFrom(...processDefinitions.map(({ symbolicName }) => symbolicName), "CardsProcUnknown"),
    who: fc.subarray(["SELF_SERVICE", "OPERATOR", "API_TOKEN"] as const),
  });
  const unblockCommand = fc.record({
    state: fc.constantFrom("ACTIVE" as const, "INACTIVE" as const),
    symbolicName: fc.constant(unblockPinOffline.symbolicName),
    who: fc.subarray(["SELF_SERVICE", "OPERATOR"] as const),
  });
  const situation: fc.Arbitrary<Situation> = fc.record({
    card: fc.record(
      {
        state: fc.oneof(fc.constant("ACTIVE" as const), fc.constantFrom(...cardStates)),
        holderId: fc.constantFrom("me", "me", "you", null),
        holderState: fc.constantFrom(...userStates, null),
      },
      { requiredKeys: ["state", "holderId"] },
    ),
    person: fc.record({
      id: fc.constant("me"),
      role: fc.constantFrom(...roles),
      state: fc.oneof(fc.constant("ACTIVE" as const), fc.constantFrom(...userStates)),
    }),
    profile: fc.record({ commands: fc.array(fc.oneof(command, unblockCommand), { maxLength: 8 }) }),
  });

  test("unblocking is offered when, and only when, all five conditions hold", () => {
    let offered = 0;
    fc.assert(
      fc.property(situation, (any) => {
        const { card, person, profile } = any;
        const row = profile.commands.find(
          ({ state, symbolicName }) => state === "ACTIVE" && symbolicName === unblockPinOffline.symbolicName,
        );
        const holds =
          card.state === "ACTIVE" &&
          person.state === "ACTIVE" &&
          card.holderId === person.id &&
          can(person, "process:run:own") &&
          (row?.who.includes("SELF_SERVICE") ?? false);
        offered += Number(holds);
        expect(availability(any).possible.includes(unblockPinOffline)).toBe(holds);
        expect(mayStart(unblockPinOffline, any) === null).toBe(holds);
      }),
      { numRuns: 20_000 },
    );
    expect(offered).toBeGreaterThan(500);
  }, 60_000);

  test("what is offered may be started, what is not may not, and nothing is both", () => {
    fc.assert(
      fc.property(situation, (any) => {
        const { possible, unavailable } = availability(any);
        for (const process of possible) {
          expect(mayStart(process, any)).toBeNull();
          expect(process.isRunnable && process.requiredCardStates.includes(any.card.state)).toBe(true);
          expect(process.kind === "UNBLOCK" || can(any.person, "card:change-state")).toBe(true);
        }
        for (const { process, reason } of unavailable) {
          expect(mayStart(process, any)).toBe(reason);
        }
        const all = [...possible, ...unavailable.map(({ process }) => process)];
        expect(new Set(all).size).toBe(all.length);
        const startable = processDefinitions.filter((definition) => mayStart(definition, any) === null);
        expect(startable).toEqual(possible);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  test("nothing is said of a card to who neither holds it nor may read it", () => {
    fc.assert(
      fc.property(situation, (any) => {
        const stranger = {
          ...any,
          card: { ...any.card, holderId: "you" },
          person: { ...any.person, role: "SELF_SERVICE_USER" },
        };
        expect(availability(stranger as Situation)).toEqual({ possible: [], unavailable: [] });
      }),
    );
  });
});
