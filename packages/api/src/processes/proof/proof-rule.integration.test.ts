import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "../../identity/index.ts";
import { aUser } from "../../test-support/builders.ts";
import { addPasskey, addTotp, codeOf } from "../../test-support/second-factors.ts";
import { does } from "../../test-support/sign-in-documents.ts";
import { type TestApi, testApi } from "../../test-support/test-api.ts";
import { aChallenge, aScene, auditOf, type Scene } from "../../test-support/unblock-scene.ts";

const minute = 60_000;
const password = "a long walk by the sea";
let api: TestApi;
beforeAll(async () => {
  api = await testApi({ helpDesk: "+47 55 00 00 00" });
});
afterAll(() => api.remove());

const submitted = async (scene: Scene, processId: string, challenge = aChallenge(api)) =>
  (await scene.verb("submit", { processId, challenge }))["__typename"] as string;
const givePassword = async ({ holder }: Scene) => {
  const hash = await hashPassword(password);
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE users SET password_hash = ? WHERE id = ?", [hash, holder.id]),
  );
};
const needed = (scene: Scene, processId: string) =>
  scene.caller
    .graphql(
      `mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { __typename
        ... on StepUpNeeded { maxAgeSeconds methods code message field } ... on RecentlyChanged { until helpDesk message } } }`,
      { input: { processId, challenge: aChallenge(api) } },
    )
    .then(({ data }) => data?.["submitChallenge"]);
const proofOf = (scene: Scene, { freshProofSeconds = 300, recentChangeHours = 24 }) =>
  api.application.unitOfWork.unaudited((sql) =>
    sql.run("INSERT INTO profile_proofs (profile_id, fresh_proof_seconds, recent_change_hours) VALUES (?, ?, ?)", [
      scene.profileId,
      freshProofSeconds,
      recentChangeHours,
    ]),
  );
const resetAt = (scene: Scene, at: Date) =>
  api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE users SET sign_in_reset_at = ? WHERE id = ?", [at, scene.holder.id]),
  );

test("a response is released within five minutes of the sign-in, to the second", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  api.clock.forward(5 * minute);
  expect(await submitted(scene, processId)).toBe("ChallengeAnswered");
});

test("StepUpNeeded: later, until the person proves once more who they are; then the same process goes on", async () => {
  const scene = await aScene(api);
  await givePassword(scene);
  const processId = await scene.started();
  api.clock.forward(5 * minute + 1);
  expect(await needed(scene, processId)).toEqual({
    __typename: "StepUpNeeded",
    maxAgeSeconds: 300,
    methods: ["PASSWORD"],
    code: "STEP_UP_NEEDED",
    message: "Confirm it's you.",
    field: null,
  });
  expect((await does(scene.caller, "stepUp", { password }))["__typename"]).toBe("SteppedUp");
  expect(await submitted(scene, processId)).toBe("ChallengeAnswered");
});

test("StepUpNeeded: showing the response again is a release like the first", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  await submitted(scene, processId);
  api.clock.forward(6 * minute);
  expect((await scene.verb("show", { processId }))["__typename"]).toBe("StepUpNeeded");
});

test(
  "a session older than the limit gets no response in a thousand tries, many at once",
  { timeout: 180_000 },
  async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    api.clock.forward(6 * minute);
    const names = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => submitted(scene, processId)));
      for (const name of outcomes) names.add(name);
    }
    expect([...names]).toEqual(["StepUpNeeded"]);
    const released = (await auditOf(api, { cardId: scene.card.id })).filter(
      ({ outcome }) => outcome === "ChallengeAnswered",
    );
    expect(released).toEqual([]);
  },
);

test("the profile says how old a proof may be", async () => {
  const scene = await aScene(api);
  await proofOf(scene, { freshProofSeconds: 30 });
  const processId = await scene.started();
  api.clock.forward(30_001);
  expect(await submitted(scene, processId)).toBe("StepUpNeeded");
});

test("StepUpNeeded: a password is not enough for somebody who has an authenticator app; its code is", async () => {
  const scene = await aScene(api);
  await givePassword(scene);
  const text = await addTotp(await api.as(scene.holder), api.clock.now());
  const processId = await scene.started();
  expect(await needed(scene, processId)).toMatchObject({ __typename: "StepUpNeeded", methods: ["TOTP"] });
  expect((await does(scene.caller, "stepUp", { password }))["__typename"]).toBe("StepUpRefused");
  api.clock.forward(30_000);
  await does(scene.caller, "stepUp", { totp: codeOf(text, api.clock.now()) });
  expect(await submitted(scene, processId)).toBe("ChallengeAnswered");
});

test("a passkey proves it, by an answer to this session's question only", async () => {
  const scene = await aScene(api);
  const authenticator = await addPasskey(await api.as(scene.holder));
  const processId = await scene.started();
  const { passkeyOptionsJson: elsewhere } = await does(await api.as(scene.holder), "beginStepUp");
  const { methods, passkeyOptionsJson } = await does(scene.caller, "beginStepUp");
  expect(methods).toEqual(["PASSKEY"]);
  const stepUp = (options: string) =>
    does(scene.caller, "stepUp", { passkeyAssertionJson: authenticator.sign(options) });
  expect((await stepUp(elsewhere))["__typename"]).toBe("StepUpRefused");
  expect(await submitted(scene, processId)).toBe("StepUpNeeded");
  expect(await stepUp(passkeyOptionsJson)).toMatchObject({ __typename: "SteppedUp", viewer: { methods: ["PASSKEY"] } });
  expect(await submitted(scene, processId)).toBe("ChallengeAnswered");
});

test("StepUpNeeded: a recovery code is good for changing how one signs in, and not for a response", async () => {
  const scene = await aScene(api);
  const own = await api.as(scene.holder);
  await addTotp(own, api.clock.now());
  const [recoveryCode] = (await does(own, "makeRecoveryCodes"))["codes"] as string[];
  const processId = await scene.started();
  expect((await does(scene.caller, "stepUp", { recoveryCode }))["__typename"]).toBe("SteppedUp");
  expect(await submitted(scene, processId)).toBe("StepUpNeeded");
  expect((await does(scene.caller, "removeTotp"))["__typename"]).toBe("LastWayIn");
});

test("a session that was ended while its request waited releases nothing", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  const { data } = await scene.caller.graphql("{ viewer { account { sessions { id isCurrent } } } }");
  const [{ id }] = data?.["viewer"].account.sessions as [{ id: string }];
  const person = { ...scene.holder, type: "person", userId: scene.holder.id, sessionId: id } as const;
  const submit = () => api.application.processes.submitChallenge(person, { processId, challenge: aChallenge(api) });
  await scene.caller.graphql("mutation { signOut { signedOut } }");
  expect((await submit()).type).toBe("StepUpNeeded");
});

test("RecentlyChanged: for a day after a reset nothing is released, with the reason and the help desk's number", async () => {
  const scene = await aScene(api);
  const processId = await scene.started();
  await resetAt(scene, api.clock.now());
  const until = new Date(api.clock.now().getTime() + 24 * 60 * minute);
  const words = `${until.toISOString().slice(0, 10)} ${until.toISOString().slice(11, 16)} UTC`;
  expect(await needed(scene, processId)).toEqual({
    __typename: "RecentlyChanged",
    until: until.toISOString(),
    helpDesk: "+47 55 00 00 00",
    message: `The way you sign in was changed recently. For safety, no response can be given until ${words}. Contact the help desk (+47 55 00 00 00).`,
  });
  api.clock.forward(24 * 60 * minute);
  const later = await api.as(scene.holder);
  const { process } = await scene.start(later);
  const answer = await scene.verb("submit", { processId: process.id, challenge: aChallenge(api) }, later);
  expect(answer["__typename"]).toBe("ChallengeAnswered");
});

test("RecentlyChanged: as long as the profile says, or not at all", async () => {
  const [short, none] = [await aScene(api), await aScene(api)];
  await proofOf(short, { recentChangeHours: 1 });
  await proofOf(none, { recentChangeHours: 0 });
  for (const scene of [short, none]) await resetAt(scene, new Date(api.clock.now().getTime() - 59 * minute));
  expect(await submitted(short, await short.started())).toBe("RecentlyChanged");
  expect(await submitted(none, await none.started())).toBe("ChallengeAnswered");
});

test("whoever is signed in with more rights gets no response without a proof either", async () => {
  const scene = await aScene(api);
  const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  const processId = await scene.started();
  const answer = await scene.verb("submit", { processId, challenge: aChallenge(api) }, administrator);
  expect(answer["__typename"]).toBe("ProcessNotFound");
});
