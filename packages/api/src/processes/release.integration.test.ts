import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { toHex } from "@unlatch/core/bytes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import { aChallenge, aScene, auditOf } from "../test-support/unblock-scene.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.remove());

const countOf = <T>(values: readonly T[], wanted: T) => values.filter((value) => value === wanted).length;
const names = (outcomes: readonly Record<string, unknown>[]) => outcomes.map((outcome) => outcome["__typename"]);

describe("at the same time", () => {
  test("200 requests, some refused and some faulty, leave exactly their rows and entries", async () => {
    const scenes = await Promise.all(Array.from({ length: 50 }, () => aScene(api)));
    const ids = await Promise.all(scenes.map((scene) => scene.started()));
    const before = await entries();
    const outcomes = await Promise.all(
      scenes.flatMap((scene, i) => [
        scene.verb("submit", { processId: ids[i], challenge: aChallenge(api) }),
        scene.verb("submit", { processId: ids[i], challenge: "12" }),
        scene.start(),
        scene.caller
          .graphql(`mutation { finishProcess(input: { processId: "nothing", outcome: WORKED }) { __typename } }`)
          .then(({ data }) => data?.["finishProcess"]),
      ]),
    );
    expect(names(outcomes).slice(0, 4)).toEqual([
      "ChallengeAnswered",
      "ChallengeTooShort",
      "ProcessAlreadyOpen",
      "ProcessNotFound",
    ]);
    for (const name of ["ChallengeAnswered", "ChallengeTooShort", "ProcessAlreadyOpen", "ProcessNotFound"]) {
      expect(countOf(names(outcomes), name)).toBe(50);
    }
    expect((await entries()) - before).toBe(200);
  });

  test("100 starts on one card open exactly one process", async () => {
    const scene = await aScene(api);
    const outcomes = names(await Promise.all(Array.from({ length: 100 }, () => scene.start())));
    expect([countOf(outcomes, "ProcessStarted"), countOf(outcomes, "ProcessAlreadyOpen")]).toEqual([1, 99]);
  });

  test("20 different challenges in one process release exactly one response", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => scene.verb("submit", { processId, challenge: aChallenge(api) })),
    );
    expect(countOf(names(outcomes), "ChallengeAnswered")).toBe(1);
    expect(countOf(names(outcomes), "ChallengeAlreadyAnswered")).toBe(19);
    const released = (await auditOf(api, { cardId: scene.card.id })).filter(
      ({ outcome }) => outcome === "ChallengeAnswered",
    );
    expect(released).toHaveLength(1);
  });

  test("no response is released once switching the process off has been acknowledged", async () => {
    const administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
    for (let round = 0; round < 10; round += 1) {
      const scene = await aScene(api);
      const processId = await scene.started();
      const disable = administrator.graphql(
        `mutation ($input: DisableProcessInput!) { disableProcess(input: $input) { __typename } }`,
        { input: { profileId: scene.profileId, state: "ACTIVE", process: unblockPinOffline.symbolicName } },
      );
      const racing = Array.from({ length: 5 }, () =>
        scene.verb("submit", { processId, challenge: "1603EBDF1C8A2E72" }),
      );
      expect((await disable).data).toEqual({ disableProcess: { __typename: "ProcessDisabled" } });
      const after = await scene.verb("submit", { processId, challenge: "1603EBDF1C8A2E72" });
      expect(after["__typename"]).toBe("ProcessNotEnabled");
      const allowed = new Set(["ChallengeAnswered", "ProcessNotEnabled"]);
      expect(names(await Promise.all(racing)).every((name) => allowed.has(name as string))).toBe(true);
      const order = (
        await api.at.database.reader.rows<{ outcome: string }>(
          "SELECT outcome FROM audit_events WHERE profile_id = ? AND (action = 'process.submitChallenge' OR outcome = 'ProcessDisabled') ORDER BY sequence",
          [scene.profileId],
        )
      ).map(({ outcome }) => outcome);
      expect(order.slice(order.indexOf("ProcessDisabled") + 1)).not.toContain("ChallengeAnswered");
    }
  });
});

describe("when the commit fails", () => {
  test("no response leaves, nothing of it is kept, and the fault is told by its number only", async () => {
    const scene = await aScene(api);
    const processId = await scene.started();
    const challenge = aChallenge(api);
    await failingCommits(scene.card.id);
    const answer = await scene.caller.graphql(
      `mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { ... on ChallengeAnswered { response { hex } } } }`,
      { input: { processId, challenge } },
    );
    expect(answer.text).not.toContain(scene.expectedResponse(challenge));
    expect(answer.errors).toMatchObject([{ message: "Internal error", extensions: { errorId: expect.any(String) } }]);
    const outcomes = (await auditOf(api, { cardId: scene.card.id })).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["ProcessStarted", "Fault"]);
    const kept = await api.at.database.reader.row("SELECT state FROM processes WHERE id = ?", [processId]);
    expect(kept).toEqual({ state: "AWAITING_CHALLENGE" });

    await normalCommits();
    expect((await scene.verb("submit", { processId, challenge }))["__typename"]).toBe("ChallengeAnswered");
  });
});

test("nothing secret is in any table or in the log after a release", async () => {
  const scene = await aScene(api, { cardType: "piv-9b-aes128" });
  const challenge = aChallenge(api, 16);
  const answered = await scene.verb("submit", { processId: await scene.started(), challenge });
  await scene.verb("submit", { processId: answered["process"].id, challenge: `${challenge.slice(0, -1)}G` });
  const secrets = [challenge, answered["response"].hex as string, toHex(scene.card.adminKey)].flatMap(formsOf);
  const everything = [await dump(), api.log.join("\n")].join("\n").toUpperCase();
  expect(secrets.filter((secret) => everything.includes(secret.toUpperCase()))).toEqual([]);
  expect(everything).toContain(scene.card.serialNumber);
});

const formsOf = (hex: string) => [
  hex,
  (hex.match(/.{4}/g) ?? []).join(" "),
  Buffer.from(hex, "hex").toString("base64").replaceAll("=", ""),
];

async function dump(): Promise<string> {
  const tables = [
    "users",
    "sessions",
    "card_profiles",
    "additional_commands",
    "cards",
    "admin_keys",
    "processes",
    "audit_events",
  ];
  const rows = await Promise.all(
    tables.map((table) => api.at.database.reader.rows<Record<string, unknown>>(`SELECT * FROM ${table}`)),
  );
  return rows
    .flat()
    .flatMap((row) => Object.values(row))
    .map((value) =>
      value instanceof Uint8Array ? `${toHex(value)} ${Buffer.from(value).toString("base64")}` : String(value),
    )
    .join("\n");
}

async function entries(): Promise<number> {
  return Number((await api.at.database.reader.row<{ n: unknown }>("SELECT count(*) AS n FROM audit_events"))?.n);
}

/** From now on the database refuses, at COMMIT and not before, any transaction that answers a challenge of this card. */
async function failingCommits(cardId: string): Promise<void> {
  const condition = `NEW.card_id = '${cardId}' AND NEW.outcome = 'ChallengeAnswered'`;
  const { dataSource, dialect } = api.at.database;
  const statements =
    dialect === "sqlite"
      ? [
          `CREATE TABLE late (id integer PRIMARY KEY, missing varchar(36) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED)`,
          `CREATE TRIGGER late_failure AFTER INSERT ON audit_events WHEN ${condition} BEGIN INSERT INTO late (missing) VALUES ('nobody'); END`,
        ]
      : [
          `CREATE FUNCTION late_failure() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$`,
          `CREATE CONSTRAINT TRIGGER late_failure AFTER INSERT ON audit_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION late_failure()`,
        ];
  for (const statement of statements) await dataSource.query(statement);
}

async function normalCommits(): Promise<void> {
  const { dataSource, dialect } = api.at.database;
  await dataSource.query(
    dialect === "sqlite" ? "DROP TRIGGER late_failure" : "DROP TRIGGER late_failure ON audit_events",
  );
}
