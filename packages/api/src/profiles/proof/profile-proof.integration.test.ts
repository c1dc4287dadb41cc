import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aProfile, aUser } from "../../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../../test-support/test-api.ts";

let api: TestApi;
let administrator: Caller;
let profileId: string;
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
});
afterAll(() => api.remove());
beforeEach(async () => {
  profileId = (await aProfile(api.application)).id;
});

const fields = "version freshProofSeconds recentChangeHours";
const save = async (changed: object, by = administrator) =>
  (
    await by.graphql(
      `mutation ($input: SaveProfileProofInput!) { saveProfileProof(input: $input) { __typename
        ... on CardProfileSaved { cardProfile { ${fields} } } ... on Refusal { message field } } }`,
      { input: { profileId, version: 1, freshProofSeconds: 300, recentChangeHours: 24, ...changed } },
    )
  ).data?.["saveProfileProof"];
const kept = async () =>
  (await administrator.graphql(`query ($id: ID!) { cardProfile(id: $id) { ${fields} } }`, { id: profileId })).data?.[
    "cardProfile"
  ];

test("a profile wants a proof of the last five minutes, and a day without releases after a reset", async () => {
  expect(await kept()).toEqual({ version: 1, freshProofSeconds: 300, recentChangeHours: 24 });
});

test("an administrator sets both times, and the audit log tells them", async () => {
  const saved = await save({ freshProofSeconds: 60, recentChangeHours: 0 });
  expect(saved).toMatchObject({
    __typename: "CardProfileSaved",
    cardProfile: { version: 2, freshProofSeconds: 60, recentChangeHours: 0 },
  });
  expect(await kept()).toEqual({ version: 2, freshProofSeconds: 60, recentChangeHours: 0 });
  const entry = await api.at.database.reader.row<{ facts: string }>(
    "SELECT facts FROM audit_events WHERE action = 'profile.saveProof' AND profile_id = ?",
    [profileId],
  );
  expect(JSON.parse(entry?.facts ?? "")).toEqual({
    freshProofSecondsBefore: "300",
    freshProofSecondsAfter: "60",
    recentChangeHoursBefore: "24",
    recentChangeHoursAfter: "0",
  });
});

test.each([
  [{ freshProofSeconds: 29 }, "freshProofSeconds"],
  [{ freshProofSeconds: 28_801 }, "freshProofSeconds"],
  [{ recentChangeHours: -1 }, "recentChangeHours"],
  [{ recentChangeHours: 721 }, "recentChangeHours"],
])("ProofSettingsUnusable: %j", async (changed, field) => {
  expect(await save(changed)).toMatchObject({ __typename: "ProofSettingsUnusable", field: [field] });
  expect(await kept()).toMatchObject({ version: 1 });
});

test("ChangedMeanwhile, CardProfileNotFound, NotPermitted: nothing is saved", async () => {
  expect(await save({ version: 7 })).toMatchObject({ __typename: "ChangedMeanwhile" });
  expect(await save({ profileId: "made up" })).toMatchObject({ __typename: "CardProfileNotFound" });
  const auditor = await api.as(await aUser(api.application, { role: "AUDITOR" }));
  expect(await save({ freshProofSeconds: 60 }, auditor)).toMatchObject({ __typename: "NotPermitted" });
  expect(await kept()).toMatchObject({ version: 1, freshProofSeconds: 300 });
});
