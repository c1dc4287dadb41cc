import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, aScene, auditOf, type Scene } from "../../test-support/unblock-scene.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

const name = (outcome: Record<string, unknown>) => outcome["__typename"];
const attemptsOf = `query ($id: ID!) { card(id: $id) { attempts { releasedSinceSuccess warnAt stopAt triesLeft isWarned isStopped } } }`;
const reset = `mutation ($input: ResetAttemptsInput!) { resetAttempts(input: $input) { __typename ... on AttemptsReset { card { id attempts { releasedSinceSuccess isStopped } } } ... on Refusal { code message field } } }`;

async function attempts(scene: Scene) {
  return (await scene.caller.graphql(attemptsOf, { id: scene.card.id })).data?.["card"].attempts;
}

/** One process from its start to what the person reports, or is not there to report. */
async function unblock(
  scene: Scene,
  reported: "WORKED" | "DID_NOT_WORK" | "UNKNOWN" | null,
  caller: Caller = scene.caller,
) {
  const processId = (await scene.start(caller))["process"].id as string;
  const answered = await scene.verb("submit", { processId, challenge: aChallenge(api) }, caller);
  if (reported !== null && name(answered) === "ChallengeAnswered") {
    await scene.verb("finish", { processId, outcome: reported }, caller);
  } else {
    await scene.verb("cancel", { processId }, caller);
  }
  return answered;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

async function factsOf(scene: Scene, outcome: string): Promise<string> {
  const row = await api.at.database.reader.row<{ facts: unknown }>(
    "SELECT facts FROM audit_events WHERE card_id = ? AND outcome = ? ORDER BY sequence DESC LIMIT 1",
    [scene.card.id, outcome],
  );
  return JSON.stringify(row?.facts ?? null).replaceAll("\\", "");
}

async function setLimits(scene: Scene, columns: Record<string, number>): Promise<void> {
  const names = Object.keys(columns);
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run(
      `INSERT INTO profile_keys (profile_id, key_source, ${names.join(", ")}) VALUES (?, 'STORED', ${names.map(() => "?").join(", ")})`,
      [scene.profileId, ...Object.values(columns)],
    ),
  );
}

const minidriver = { cardType: "minidriver-3des" };

describe("the attempt guard", () => {
  test("AttemptsExhausted: a minidriver card gets three responses without a success, and no fourth", async () => {
    const scene = await aScene(api, minidriver);
    expect(await attempts(scene)).toEqual({
      releasedSinceSuccess: 0,
      warnAt: 1,
      stopAt: 3,
      triesLeft: 3,
      isWarned: false,
      isStopped: false,
    });
    for (const reported of ["DID_NOT_WORK", "UNKNOWN", null] as const) {
      expect(name(await unblock(scene, reported))).toBe("ChallengeAnswered");
    }
    expect(await attempts(scene)).toMatchObject({ triesLeft: 0, isWarned: true, isStopped: true });
    const refused = await unblock(scene, null);
    expect(refused).toMatchObject({ __typename: "AttemptsExhausted", code: "ATTEMPTS_EXHAUSTED", field: null });
    expect(refused["message"]).toMatch(
      /^To protect the card, no more responses can be given\. Contact the help desk \(reference UB-[0-9A-Z]{4}-[0-9A-Z]{2}\)\.$/,
    );
    expect((await auditOf(api, { cardId: scene.card.id })).map(({ outcome }) => outcome)).toContain(
      "AttemptsExhausted",
    );
  });

  test("a reported success counts from none again, whatever was reported before", async () => {
    const scene = await aScene(api, minidriver);
    await unblock(scene, "DID_NOT_WORK");
    await unblock(scene, null);
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 2, triesLeft: 1, isWarned: true });
    await unblock(scene, "WORKED");
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 0, triesLeft: 3, isWarned: false });
  });

  test("the same challenge again in the same process costs nothing, and is still shown after the last try", async () => {
    const scene = await aScene(api, minidriver);
    await unblock(scene, null);
    await unblock(scene, null);
    const processId = await scene.started();
    const challenge = aChallenge(api);
    for (let times = 0; times < 4; times += 1) {
      const again = await scene.verb("submit", { processId, challenge });
      expect(again).toMatchObject({ response: { hex: scene.expectedResponse(challenge) } });
    }
    expect(name(await scene.verb("show", { processId }))).toBe("ChallengeAnswered");
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 3, isStopped: true });
  });

  test("what is refused uses up no try", async () => {
    const scene = await aScene(api, minidriver);
    const processId = await scene.started();
    for (const challenge of ["", "12", "FFFFFFFFFFFFFFFF", "1603EBDF1C8A2E7S"]) {
      expect(name(await scene.verb("submit", { processId, challenge }))).not.toBe("ChallengeAnswered");
    }
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 0 });
  });

  test("a card whose type counts no tries is never stopped", async () => {
    const scene = await aScene(api, { cardType: "hid-crescendo-3des" });
    for (let times = 0; times < 4; times += 1) await unblock(scene, "DID_NOT_WORK");
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 4, stopAt: null, isStopped: false });
    expect(name(await unblock(scene, null))).toBe("ChallengeAnswered");
  });

  test("a profile's own limits hold instead", async () => {
    const scene = await aScene(api, minidriver);
    await setLimits(scene, { attempt_warn_at: 0, attempt_stop_at: 1 });
    expect(await attempts(scene)).toMatchObject({ triesLeft: 1, isWarned: true });
    await unblock(scene, null);
    expect(name(await unblock(scene, null))).toBe("AttemptsExhausted");
  });
});

describe("resetting attempts", () => {
  const as = async (role: "OPERATOR" | "AUDITOR" | "ADMINISTRATOR") => api.as(await aUser(api.application, { role }));
  const resets = async (caller: Caller, input: object) =>
    (await caller.graphql(reset, { input })).data?.["resetAttempts"];

  test("an operator resets with a reason, the card is answered again, and the reason is in the audit log", async () => {
    const scene = await aScene(api, minidriver);
    for (let times = 0; times < 3; times += 1) await unblock(scene, null);
    const outcome = await resets(await as("OPERATOR"), {
      cardId: scene.card.id,
      reason: " Card checked,\n4 tries left ",
    });
    expect(outcome).toMatchObject({ card: { attempts: { releasedSinceSuccess: 0, isStopped: false } } });
    expect(name(await unblock(scene, null))).toBe("ChallengeAnswered");
    const facts = await factsOf(scene, "AttemptsReset");
    expect(facts).toContain("Card checked, 4 tries left");
    expect(facts).toContain(`"wasStopped":"yes"`);
  });

  test("ResetReasonMissing: without a reason nothing is reset", async () => {
    const scene = await aScene(api, minidriver);
    await unblock(scene, null);
    for (const reason of ["", " \n ", "x".repeat(201)]) {
      expect(await resets(await as("OPERATOR"), { cardId: scene.card.id, reason })).toEqual({
        __typename: "ResetReasonMissing",
        code: "RESET_REASON_MISSING",
        message: "Enter a reason of 1 to 200 characters",
        field: ["reason"],
      });
    }
    expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 1 });
  });

  test("CardNotFound and NotPermitted: not for a card that is none, nor by an auditor or the holder", async () => {
    const scene = await aScene(api, minidriver);
    const input = { cardId: scene.card.id, reason: "Because" };
    expect(name(await resets(await as("OPERATOR"), { ...input, cardId: "nothing" }))).toBe("CardNotFound");
    expect(name(await resets(await as("AUDITOR"), input))).toBe("NotPermitted");
    expect(name(await resets(scene.caller, input))).toBe("NotPermitted");
  });
});

describe("quotas", () => {
  test("QuotaExhausted: the sixth of a day is refused and says how long to wait; a day later it is given", async () => {
    const scene = await aScene(api);
    for (let times = 0; times < 5; times += 1) await unblock(scene, "WORKED");
    const refused = await unblock(scene, null);
    expect(refused).toMatchObject({
      __typename: "QuotaExhausted",
      code: "QUOTA_EXHAUSTED",
      message: "Too many tries. Try again in 24 hours.",
    });
    api.clock.forward(dayMs - minuteMs);
    const signedInAgain = await api.as(scene.holder);
    expect((await unblock(scene, null, signedInAgain))["message"]).toBe("Too many tries. Try again in 1 minute.");
    api.clock.forward(minuteMs);
    expect(name(await unblock(scene, null, signedInAgain))).toBe("ChallengeAnswered");
  });

  test("QuotaExhausted: no waiting helps once the quota of the card's life is used up", async () => {
    const scene = await aScene(api);
    await setLimits(scene, { quota_per_day: 2, quota_per_year: 2, quota_per_lifetime: 2 });
    for (let times = 0; times < 2; times += 1) await unblock(scene, "WORKED");
    const refused = await unblock(scene, null);
    expect(refused["message"]).toMatch(/^This card has had all the responses it may have\. .*\(reference UB-/);
    expect(await factsOf(scene, "QuotaExhausted")).toContain(`"quota":"card"`);
  });

  test("a person with many cards has a quota over all of them", async () => {
    const scenes = await Promise.all(Array.from({ length: 8 }, () => aScene(api)));
    const [first] = scenes as [Scene];
    for (const { card } of scenes.slice(1)) {
      await api.application.unitOfWork.unaudited((sql) =>
        sql.run("UPDATE cards SET holder_id = ? WHERE id = ?", [first.holder.id, card.id]),
      );
    }
    const outcomes: unknown[] = [];
    for (const { card } of scenes) {
      for (let times = 0; times < 4; times += 1) {
        const { process } = (await first.start(first.caller, card.id)) as { process: { id: string } };
        outcomes.push(name(await first.verb("submit", { processId: process.id, challenge: aChallenge(api) })));
        await first.verb("cancel", { processId: process.id });
      }
    }
    expect(outcomes.filter((outcome) => outcome === "ChallengeAnswered")).toHaveLength(30);
    expect(outcomes.slice(30)).toEqual(["QuotaExhausted", "QuotaExhausted"]);
  });
});

describe("challenges that no card would show", () => {
  test.each(["0000000000000000", "FFFFFFFFFFFFFFFF", "4141414141414141"])(
    "ChallengeDegenerate: %s",
    async (challenge) => {
      const scene = await aScene(api);
      const refused = await scene.verb("submit", { processId: await scene.started(), challenge });
      expect(refused).toEqual({
        __typename: "ChallengeDegenerate",
        code: "CHALLENGE_DEGENERATE",
        message: "That isn't a challenge a card would show. Check what your computer shows now.",
        field: ["challenge"],
      });
    },
  );

  test("the same challenge in another process is refused, raises an alarm in the audit log, and is counted", async () => {
    const scene = await aScene(api);
    const challenge = aChallenge(api);
    const first = await scene.started();
    await scene.verb("submit", { processId: first, challenge });
    await scene.verb("finish", { processId: first, outcome: "WORKED" });
    const refused = await scene.verb("submit", { processId: await scene.started(), challenge });
    expect(name(refused)).toBe("ChallengeAlreadyAnswered");
    expect(await factsOf(scene, "ChallengeAlreadyAnswered")).toContain(`"alarm":"CHALLENGE_REPEAT"`);
    const guard = await api.at.database.reader.row<{ challenge_repeats: unknown }>(
      "SELECT challenge_repeats FROM card_guards WHERE card_id = ?",
      [scene.card.id],
    );
    expect(Number(guard?.challenge_repeats)).toBe(1);
  });

  test("a card that counts is answered, and raises an alarm with its second challenge", async () => {
    const scene = await aScene(api);
    const counter = 0x1603_ebdf_1c8a_2efen;
    for (const step of [0n, 1n, 2n]) {
      const processId = await scene.started();
      const challenge = (counter + step).toString(16);
      expect(name(await scene.verb("submit", { processId, challenge }))).toBe("ChallengeAnswered");
      const facts = await factsOf(scene, "ChallengeAnswered");
      if (step === 0n) expect(facts).not.toContain("alarm");
      else expect(facts).toContain(`"alarm":"CHALLENGE_COUNTS"`);
      await scene.verb("finish", { processId, outcome: "WORKED" });
    }
  });

  test("a card that draws lots raises none", async () => {
    const scene = await aScene(api);
    for (let times = 0; times < 3; times += 1) {
      await unblock(scene, "WORKED");
      expect(await factsOf(scene, "ChallengeAnswered")).not.toContain("alarm");
    }
  });
});

test("a key whose check value differs is unavailable to the person, and named to administrators", async () => {
  const scene = await aScene(api);
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE admin_keys SET check_value = '000000' WHERE card_id = ?", [scene.card.id]),
  );
  const refused = await scene.verb("submit", { processId: await scene.started(), challenge: aChallenge(api) });
  expect(name(refused)).toBe("KeyUnavailable");
  expect(refused["message"]).toMatch(/^We can't make a response for this card right now\./);
  expect(await factsOf(scene, "KeyUnavailable")).toMatch(/"cause":"(CHECK_VALUE_DIFFERS|SEAL_BROKEN)"/);
  expect(await attempts(scene)).toMatchObject({ releasedSinceSuccess: 0 });
});
