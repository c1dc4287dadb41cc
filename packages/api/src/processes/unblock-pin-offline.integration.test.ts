import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import { aChallenge, aScene, auditOf, documents } from "../test-support/unblock-scene.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

const minutes = (count: number) => count * 60_000;
const write = (text: string, parameters: (string | number | null)[]) =>
  api.application.unitOfWork.unaudited((sql) => sql.run(text, parameters));

describe("Unblock PIN offline", () => {
  test("gives the holder the response that the card expects, and ends with their report", async () => {
    const scene = await aScene(api);
    const challenge = aChallenge(api);
    const started = await scene.start();
    expect(started).toMatchObject({
      __typename: "ProcessStarted",
      process: {
        state: "AWAITING_CHALLENGE",
        definition: { name: "Unblock PIN offline" },
        card: { id: scene.card.id },
      },
    });
    const processId = started["process"].id as string;
    const answered = await scene.verb("submit", { processId, challenge });
    const hex = scene.expectedResponse(challenge);
    expect(answered).toMatchObject({
      __typename: "ChallengeAnswered",
      process: { state: "RESPONSE_SHOWN" },
      corrections: [],
    });
    expect(answered["response"]).toEqual({ hex, groups: hex.match(/.{4}/g) });
    const finished = await scene.verb("finish", { processId, outcome: "WORKED" });
    expect(finished).toMatchObject({
      __typename: "ProcessFinished",
      process: { state: "COMPLETED", outcome: "WORKED" },
    });
    expect(await auditOf(api, { cardId: scene.card.id })).toEqual([
      { action: "process.startProcess", outcome: "ProcessStarted", actor: scene.holder.username },
      { action: "process.submitChallenge", outcome: "ChallengeAnswered", actor: scene.holder.username },
      { action: "process.finishProcess", outcome: "ProcessFinished", actor: scene.holder.username },
    ]);
  });

  test("answers an AES card's 32 digits", async () => {
    const scene = await aScene(api, { cardType: "piv-9b-aes256" });
    const challenge = aChallenge(api, 16);
    const answered = await scene.verb("submit", { processId: await scene.started(), challenge });
    expect(answered["response"].hex).toBe(scene.expectedResponse(challenge));
  });

  test("reads the challenge as people type it, and reports what it read otherwise", async () => {
    const scene = await aScene(api);
    const answered = await scene.verb("submit", { processId: await scene.started(), challenge: "l603-ebdf 1c8a:2e7O" });
    expect(answered["response"].hex).toBe(scene.expectedResponse("1603EBDF1C8A2E70"));
    expect(answered["corrections"]).toEqual([
      { typed: "l", readAs: "1", position: 1, group: 1 },
      { typed: "O", readAs: "0", position: 16, group: 4 },
    ]);
  });

  test("gives the same response again to the same challenge in the same process, and audits it again", async () => {
    const scene = await aScene(api);
    const [processId, challenge] = [await scene.started(), aChallenge(api)];
    const first = await scene.verb("submit", { processId, challenge });
    const second = await scene.verb("submit", { processId, challenge: challenge.toLowerCase() });
    const shown = await scene.verb("show", { processId });
    expect([second["response"], shown["response"]]).toEqual([first["response"], first["response"]]);
    const outcomes = (await auditOf(api, { cardId: scene.card.id })).map(
      ({ action, outcome }) => `${action} ${outcome}`,
    );
    expect(outcomes.slice(1)).toEqual([
      "process.submitChallenge ChallengeAnswered",
      "process.submitChallenge ChallengeAnswered",
      "process.showResponse ChallengeAnswered",
    ]);
  });

  test("is resumed: the open process is found by the viewer and on the card", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    const elsewhere = await api.as(scene.holder);
    const { data } = await elsewhere.graphql(
      `query ($id: ID!, $card: ID!) { viewer { openProcesses { id state card { id } } } process(id: $id) { id } card(id: $card) { openProcess { id } } }`,
      { id: processId, card: scene.card.id },
    );
    expect(data).toEqual({
      viewer: { openProcesses: [{ id: processId, state: "AWAITING_CHALLENGE", card: { id: scene.card.id } }] },
      process: { id: processId },
      card: { openProcess: { id: processId } },
    });
  });

  test("keeps the challenge sealed while it is open and removes it at the end", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    await scene.verb("submit", { processId, challenge: aChallenge(api) });
    const kept = () =>
      api.at.database.reader.row<{ challenge_sealed: unknown; challenge_fingerprint: unknown }>(
        "SELECT challenge_sealed, challenge_fingerprint FROM processes WHERE id = ?",
        [processId],
      );
    expect((await kept())?.challenge_sealed).not.toBeNull();
    await scene.verb("cancel", { processId });
    expect((await kept())?.challenge_sealed).toBeNull();
    expect((await kept())?.challenge_fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test("can be cancelled twice, and reported twice, with the same answer", async () => {
    const scene = await aScene(api);
    const first = await scene.started();
    expect((await scene.verb("cancel", { processId: first }))["__typename"]).toBe("ProcessCancelled");
    expect((await scene.verb("cancel", { processId: first }))["__typename"]).toBe("ProcessCancelled");
    const second = await scene.started();
    await scene.verb("submit", { processId: second, challenge: aChallenge(api) });
    for (const _ of [1, 2]) {
      const finished = await scene.verb("finish", { processId: second, outcome: "UNKNOWN" });
      expect(finished).toMatchObject({ __typename: "ProcessFinished", process: { outcome: "UNKNOWN" } });
    }
  });
});

test("every entry of a process says which card it was, by its serial number", async () => {
  const scene = await aScene(api);
  const first = await scene.started();
  await scene.verb("cancel", { processId: first });
  const second = await scene.started();
  await scene.verb("show", { processId: second });
  await scene.verb("submit", { processId: second, challenge: aChallenge(api) });
  await scene.verb("finish", { processId: second, outcome: "WORKED" });
  await scene.started();
  api.clock.forward(minutes(31));
  await api.application.processes.expireProcesses();
  const entries = await api.at.database.reader.rows<{ action: string; serial_number: string }>(
    "SELECT action, serial_number FROM audit_events WHERE card_id = ?",
    [scene.card.id],
  );
  expect(entries).toHaveLength(8);
  expect(new Set(entries.map((entry) => entry.serial_number))).toEqual(new Set([scene.card.serialNumber]));
});

describe("startProcess refuses with", () => {
  test("CardNotFound a card of somebody else, in the same words as one that does not exist", async () => {
    const scene = await aScene(api);
    const other = await api.as(await aUser(api.application));
    const theirs = await scene.start(other);
    const nowhere = await scene.start(other, api.application.random.id());
    const malformed = await scene.start(other, "no id at all");
    expect(theirs["__typename"]).toBe("CardNotFound");
    expect([nowhere, malformed]).toEqual([theirs, theirs]);
  });

  test("CardNotFound the card of somebody else even to an administrator", async () => {
    const scene = await aScene(api);
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    expect((await scene.start(administrator))["__typename"]).toBe("CardNotFound");
  });

  test("CardNotActive a card in another state, naming it", async () => {
    const scene = await aScene(api, { state: "INACTIVE" });
    expect(await scene.start()).toMatchObject({
      __typename: "CardNotActive",
      code: "CARD_NOT_ACTIVE",
      message: "This card is inactive, so its PIN can't be unblocked here. Contact the help desk.",
    });
  });

  test("UserNotActive a person whose account is not active", async () => {
    const scene = await aScene(api, { userState: "INACTIVE" });
    expect(await scene.start()).toMatchObject({
      code: "USER_NOT_ACTIVE",
      message: "Your account isn't active. Contact the help desk.",
    });
  });

  test("ProcessNotEnabled when the profile has it off, which it has by default", async () => {
    const scene = await aScene(api, { isOn: false });
    expect(await scene.start()).toMatchObject({
      code: "PROCESS_NOT_ENABLED",
      message: "Your organisation hasn't turned on Unblock PIN offline for this card.",
    });
  });

  test("ProcessUnknown a name that is none, or is no unblock process", async () => {
    const scene = await aScene(api);
    for (const process of ["Nonsense", "CardsProcLock"]) {
      const { data } = await scene.caller.graphql(documents.start, { input: { cardId: scene.card.id, process } });
      expect(data?.["startProcess"].code).toBe("PROCESS_UNKNOWN");
    }
  });

  test("ProcessAlreadyOpen a second run, and leads to the first", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    expect(await scene.start()).toMatchObject({ __typename: "ProcessAlreadyOpen", process: { id: processId } });
  });
});

test("a card that changed hands closes the former holder's process when the new one starts theirs", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  const heir = await aUser(api.application);
  await write("UPDATE cards SET holder_id = ? WHERE id = ?", [heir.id, scene.card.id]);
  expect((await scene.verb("submit", { processId, challenge: aChallenge(api) }))["__typename"]).toBe("ProcessNotFound");
  expect((await scene.start(await api.as(heir)))["__typename"]).toBe("ProcessStarted");
});

describe("submitChallenge refuses with", () => {
  const refused = async (challenge: string) => {
    const scene = await aScene(api);
    return scene.verb("submit", { processId: await scene.started(), challenge });
  };

  test("ChallengeMissing an empty field", async () => {
    expect(await refused(" - ")).toMatchObject({
      code: "CHALLENGE_MISSING",
      message: "Enter the challenge shown on your computer",
      field: ["challenge"],
    });
  });

  test("ChallengeTooShort fewer digits than the card shows", async () => {
    expect(await refused("1603 EBDF 1C8A 2E7")).toMatchObject({
      code: "CHALLENGE_TOO_SHORT",
      message: "Challenge must have 16 characters. You entered 15.",
      expected: [16],
      entered: 15,
    });
  });

  test("ChallengeTooLong two blocks for a card that shows one", async () => {
    expect(await refused("1603EBDF1C8A2E72".repeat(2))).toMatchObject({
      code: "CHALLENGE_TOO_LONG",
      message: "Challenge must have 16 characters. You entered 32.",
    });
  });

  test("ChallengeHasBadCharacter the exact character and its group", async () => {
    expect(await refused("1603 EBDF 1CSA 2E72")).toMatchObject({
      code: "CHALLENGE_HAS_BAD_CHARACTER",
      message: 'Challenge must only include 0 to 9 and A to F. Check "S" in group 3.',
      character: "S",
      position: 11,
      suggestion: "5",
    });
  });

  test("ChallengeAlreadyAnswered another challenge in the same process", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    await scene.verb("submit", { processId, challenge: aChallenge(api) });
    const again = await scene.verb("submit", { processId, challenge: aChallenge(api) });
    expect(again).toMatchObject({ code: "CHALLENGE_ALREADY_ANSWERED", answeredAt: api.clock.now().toISOString() });
    expect(again["message"]).toMatch(
      /^This challenge was answered at \d\d:\d\d UTC\. Check what your computer shows now\.$/,
    );
  });

  test("ChallengeAlreadyAnswered the same challenge of the card in another process", async () => {
    const scene = await aScene(api);
    const [challenge, first] = [aChallenge(api), await scene.started()];
    await scene.verb("submit", { processId: first, challenge });
    await scene.verb("finish", { processId: first, outcome: "DID_NOT_WORK" });
    const again = await scene.verb("submit", { processId: await scene.started(), challenge });
    expect(again["code"]).toBe("CHALLENGE_ALREADY_ANSWERED");
    expect(again["response"]).toBeUndefined();
  });

  test("ProcessNotFound somebody else's process, in the same words as none", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    const other = await api.as(await aUser(api.application));
    for (const verb of ["submit", "show", "finish", "cancel"] as const) {
      const rest = verb === "submit" ? { challenge: aChallenge(api) } : verb === "finish" ? { outcome: "WORKED" } : {};
      const theirs = await scene.verb(verb, { processId, ...rest }, other);
      expect(theirs["__typename"]).toBe("ProcessNotFound");
      expect(await scene.verb(verb, { processId: "nothing", ...rest }, other)).toEqual(theirs);
    }
  });

  test("ProcessEnded a process that was cancelled", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    await scene.verb("cancel", { processId });
    expect((await scene.verb("submit", { processId, challenge: aChallenge(api) }))["code"]).toBe("PROCESS_ENDED");
  });

  test("ProcessExpired a process whose time is up, and removes its challenge", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    api.clock.forward(minutes(31));
    expect(
      await scene.verb("submit", { processId, challenge: aChallenge(api) }, await api.as(scene.holder)),
    ).toMatchObject({
      code: "PROCESS_EXPIRED",
      message: "This took too long and was stopped for safety. Your card hasn't changed.",
    });
  });

  test("CardNotActive, UserNotActive and ProcessNotEnabled what changed since the process was started", async () => {
    const cases = [
      ["UPDATE cards SET state = 'INACTIVE' WHERE id = ?", "CARD_NOT_ACTIVE", "card"],
      ["UPDATE users SET state = 'INACTIVE' WHERE id = ?", "USER_NOT_ACTIVE", "holder"],
      ["DELETE FROM additional_commands WHERE profile_id = ?", "PROCESS_NOT_ENABLED", "profile"],
    ] as const;
    for (const [change, code, what] of cases) {
      const scene = await aScene(api);
      const [open, answered] = [await scene.started(), await aScene(api)];
      const shown = await answered.started();
      await answered.verb("submit", { processId: shown, challenge: aChallenge(api) });
      for (const each of [scene, answered]) {
        await write(change, [{ card: each.card.id, holder: each.holder.id, profile: each.profileId }[what]]);
      }
      expect((await scene.verb("submit", { processId: open, challenge: aChallenge(api) }))["code"]).toBe(code);
      expect((await answered.verb("show", { processId: shown }))["code"]).toBe(code);
    }
  });

  test("KeyUnavailable a card without a key, telling the cause to the audit log only", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    await write("DELETE FROM admin_keys WHERE card_id = ?", [scene.card.id]);
    const refusedOutcome = await scene.verb("submit", { processId, challenge: aChallenge(api) });
    expect(refusedOutcome["code"]).toBe("KEY_UNAVAILABLE");
    expect(refusedOutcome["message"]).toMatch(
      /^We can't make a response for this card right now\. Contact the help desk \(reference UB-/,
    );
    const entry = await api.at.database.reader.row<{ facts: string }>(
      "SELECT facts FROM audit_events WHERE process_id = ? AND outcome = 'KeyUnavailable'",
      [processId],
    );
    expect(JSON.parse(entry?.facts ?? "{}")).toMatchObject({ cause: "MISSING" });
  });
});

test("showResponse and finishProcess refuse with NoResponseYet before a challenge was answered", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  expect((await scene.verb("show", { processId }))["code"]).toBe("NO_RESPONSE_YET");
  expect((await scene.verb("finish", { processId, outcome: "WORKED" }))["code"]).toBe("NO_RESPONSE_YET");
});

test("a process left open is closed by the server, which audits it as its own act", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  await scene.verb("submit", { processId, challenge: aChallenge(api) });
  api.clock.forward(minutes(31));
  expect(await api.application.processes.expireProcesses()).toBeGreaterThanOrEqual(1);
  expect(await api.application.processes.expireProcesses()).toBe(0);
  const last = (await auditOf(api, { cardId: scene.card.id })).at(-1);
  expect(last).toEqual({ action: "process.expireProcess", outcome: "ProcessExpired", actor: "system" });
  const kept = await api.at.database.reader.row("SELECT state, challenge_sealed FROM processes WHERE id = ?", [
    processId,
  ]);
  expect(kept).toEqual({ state: "EXPIRED", challenge_sealed: null });
});

test("the symbolic name is the one that people know", () => {
  expect(unblockPinOffline.symbolicName).toBe("CardsSelfServiceProcUnblockPINOffline");
});
