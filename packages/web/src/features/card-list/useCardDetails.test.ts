import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { useCardDetails, type CardDetails } from "./useCardDetails.ts";

const lock = {
  symbolicName: "CardsProcLock",
  name: "Lock card",
  description: "",
  kind: "CHANGE_STATE",
  component: "OPERATOR",
  movesCardTo: "LOCKED",
} as const;
const card: CardDetails = {
  id: "card-1",
  serialNumber: "00124821",
  label: "Employee card",
  state: "ACTIVE",
  version: 3,
  validUntil: null,
  challengeLengths: [16],
  profile: { id: "profile-1", name: "Employee card" },
  holder: null,
  possibleActions: [{ process: lock }],
  unavailableActions: [],
};

const scope = effectScope();
afterEach(() => vi.unstubAllGlobals());

/** A server that shows the card as it is and gives this answer to a change of its state. */
function server(shows: () => CardDetails, answer: object) {
  const inputs: unknown[] = [];
  vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
    const { query, variables } = JSON.parse(body);
    const isChange = query.includes("mutation");
    if (isChange) inputs.push(variables.input);
    const data = isChange ? { changeCardState: answer } : { card: shows() };
    return Promise.resolve(new Response(JSON.stringify({ data })));
  });
  return inputs;
}

async function opened() {
  const details = scope.run(() => useCardDetails(() => "card-1"));
  if (details === undefined) throw new Error("the scope is active");
  await vi.waitFor(() => expect(details.answer.value?.card).toBeTruthy());
  return details;
}

describe("useCardDetails", () => {
  it("changes the card as it is on the screen, and shows it as it is then", async () => {
    const inputs = server(() => card, {
      __typename: "CardStateChanged",
      card: { ...card, state: "LOCKED", version: 4 },
    });
    const details = await opened();
    expect((await details.changeState(card, lock))?.state).toBe("LOCKED");
    expect(inputs).toEqual([{ cardId: "card-1", process: "CardsProcLock", version: 3 }]);
    expect(details.answer.value?.card?.version).toBe(4);
    expect(details.problem.value).toBeNull();
  });

  it("says why it was refused, and shows the card as somebody else left it", async () => {
    let now = card;
    server(() => now, { __typename: "CardChangedMeanwhile", message: "Jonas changed this 1 minute ago.", field: null });
    const details = await opened();
    now = { ...card, state: "INACTIVE", version: 4 };
    expect(await details.changeState(card, lock)).toBeNull();
    expect(details.problem.value).toBe("Jonas changed this 1 minute ago.");
    expect(details.answer.value?.card?.state).toBe("INACTIVE");
  });

  it("says so when the server cannot be reached", async () => {
    server(() => card, {});
    const details = await opened();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    expect(await details.changeState(card, lock)).toBeNull();
    expect(details.problem.value).toContain("offline");
  });
});
