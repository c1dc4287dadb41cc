import { afterAll, beforeAll, expect, test } from "vitest";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { aCard, aProfile, aUser, type BuiltCard } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";
import { aChallenge, aScene } from "../test-support/unblock-scene.ts";
import { type HygieneFinding, hygieneFindings } from "./hygiene-finding.ts";

let api: TestApi;
let auditor: Caller;
const built: Record<string, BuiltCard> = {};
beforeAll(async () => {
  api = await testApi();
  await fillWithFindings();
  auditor = await api.as(await aUser(api.application, { role: "AUDITOR" }));
});
afterAll(() => api.remove());

const yearMs = 366 * 86_400_000;
const report = `{ keyHygiene { cards findings { finding count checkValues { checkValue { convention value } count } } ages { fromYears toYears count } ciphers { cipher count } } }`;
const listed = `query ($finding: HygieneFinding!, $checkValue: String, $after: String, $first: Int!) { hygieneCards(finding: $finding, checkValue: $checkValue, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount { count } } }`;

/** Cards of every kind that hygiene finds something about, and some it finds nothing about. */
async function fillWithFindings(): Promise<void> {
  const { application, clock } = api;
  const now = clock.now();
  const aes = await aProfile(application, { cardType: "piv-9b-aes256" });
  const legacy = await aProfile(application, { cardType: "minidriver-3des" });
  const key = (card: BuiltCard, bytes: Uint8Array, type: string) =>
    application.unitOfWork.unaudited((sql) =>
      application.vault.addAdminKey(sql, { cardId: card.id, cardType: cardTypeNamed(type) }, bytes),
    );
  clock.set(new Date(now.getTime() - 3 * yearMs));
  built["old"] = await aCard(application, { profile: aes });
  clock.set(now);
  built["fine"] = await aCard(application, { profile: aes });
  built["legacy"] = await aCard(application, { profile: legacy });
  built["zeros"] = await aCard(application, { profile: legacy });
  await key(built["zeros"], new Uint8Array(24), "minidriver-3des");
  built["pattern"] = await aCard(application, { profile: legacy });
  await key(
    built["pattern"],
    Uint8Array.from({ length: 24 }, (_, index) => (index % 8) + 1),
    "minidriver-3des",
  );
  built["mended"] = await aCard(application, { profile: aes });
  await key(built["mended"], new Uint8Array(32), "piv-9b-aes256");
  await key(built["mended"], application.random.bytes(32), "piv-9b-aes256");
  const twin = application.random.bytes(32);
  for (const name of ["twin", "twin2"]) {
    built[name] = await aCard(application, { profile: aes });
    await key(built[name], Uint8Array.from(twin), "piv-9b-aes256");
  }
  built["keyless"] = await aCard(application, { profile: aes });
  built["locked"] = await aCard(application, { profile: legacy, state: "LOCKED" });
  await application.unitOfWork.unaudited(async (sql) => {
    await sql.run("DELETE FROM admin_keys WHERE card_id = ?", [built["keyless"]?.id ?? ""]);
    const soon = new Date("2028-01-01T00:00:00Z");
    await sql.run("UPDATE cards SET valid_until = ? WHERE id = ?", [soon, built["legacy"]?.id ?? ""]);
  });
  const scene = await aScene(api, { cardType: "piv-9b-aes128" });
  built["released"] = scene.card;
  const challenge = aChallenge(api, 16);
  for (let times = 0; times < 2; times += 1) {
    const processId = await scene.started();
    await scene.verb("submit", { processId, challenge });
    await scene.verb("finish", { processId, outcome: "WORKED" });
  }
}

const expected: Record<HygieneFinding, readonly string[]> = {
  DEFAULT_KEY: ["zeros", "pattern"],
  SHARED_KEY: ["twin", "twin2"],
  MISSING_KEY: ["keyless"],
  CHALLENGE_REPEATED: ["released"],
  UNIFORM_KEY: [],
  LEGACY_AFTER_2030: ["zeros", "pattern"],
  LEGACY_3DES: ["legacy", "zeros", "pattern"],
  RELEASED_SINCE_ROTATION: ["released"],
  OLD_KEY: ["old"],
};

async function cardsWith(finding: HygieneFinding, checkValue: string | null = null): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await auditor.graphql(listed, { finding, checkValue, after, first: 1 });
    const page = data?.["hygieneCards"];
    ids.push(...page.nodes.map(({ id }: { id: string }) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return ids.map((id) => Object.keys(built).find((name) => built[name]?.id === id) ?? id).sort();
}

test.each(hygieneFindings)("%s: the report counts exactly the cards that the list shows", async (finding) => {
  const names = [...expected[finding]].sort();
  expect(await cardsWith(finding)).toEqual(names);
  const { data } = await auditor.graphql(report);
  const counted = data?.["keyHygiene"].findings.find((one: { finding: string }) => one.finding === finding);
  expect(counted.count).toBe(names.length);
  const { data: list } = await auditor.graphql(listed, { finding, first: 1 });
  expect(list?.["hygieneCards"].totalCount.count).toBe(names.length);
});

test("lists every card with a shared key, also where more keys are shared than are named, and none that derives its key", async () => {
  const other = await testApi();
  const profile = await aProfile(other.application, { cardType: "piv-9b-aes256" });
  const derived = await aProfile(other.application, { cardType: "piv-9b-aes256" });
  const pair = async (of = profile) => {
    const key = other.application.random.bytes(32);
    for (let side = 0; side < 2; side += 1) {
      const card = await aCard(other.application, { profile: of });
      const keyed = { cardId: card.id, cardType: cardTypeNamed("piv-9b-aes256") };
      await other.application.unitOfWork.unaudited((sql) => other.application.vault.addAdminKey(sql, keyed, key));
    }
  };
  for (let number = 0; number < 203; number += 1) await pair();
  await pair(derived);
  await other.application.unitOfWork.unaudited((sql) =>
    sql.run("INSERT INTO profile_keys (profile_id, key_source) VALUES (?, 'DIVERSIFIED')", [derived.id]),
  );
  const reader = await other.as(await aUser(other.application, { role: "AUDITOR" }));
  const ids = new Set<string>();
  for (let after: string | null = null, more = true; more;) {
    const { data } = await reader.graphql(listed, { finding: "SHARED_KEY", after, first: 100 });
    const { nodes, pageInfo, totalCount } = data?.["hygieneCards"];
    expect(totalCount.count).toBe(406);
    for (const { id } of nodes) ids.add(id);
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  expect(ids.size).toBe(406);
  await other.remove();
}, 60_000);

test("keys are named by check value with its convention, and lead to their cards", async () => {
  const { data } = await auditor.graphql(report);
  const { findings, ages, ciphers, cards } = data?.["keyHygiene"];
  const of = (finding: string) => findings.find((one: { finding: string }) => one.finding === finding).checkValues;
  expect(of("DEFAULT_KEY")).toHaveLength(2);
  expect(of("DEFAULT_KEY")).toContainEqual({
    checkValue: { convention: "ENCRYPTED_ZEROS", value: "B073DC" },
    count: 1,
  });
  expect(of("SHARED_KEY")).toMatchObject([{ checkValue: { convention: "CMAC" }, count: 2 }]);
  expect(await cardsWith("DEFAULT_KEY", "B073DC")).toEqual(["pattern"]);
  expect(await cardsWith("DEFAULT_KEY", "000000")).toEqual([]);
  expect(cards).toBe(10);
  expect(ages.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(9);
  expect(ages.find(({ fromYears }: { fromYears: number }) => fromYears === 2)).toMatchObject({ toYears: 5, count: 1 });
  expect(ciphers).toContainEqual({ cipher: "3DES", count: 3 });
});

test("a key in a fingerprint, in full or in part, is nowhere in the report", async () => {
  const { text } = await auditor.graphql(report);
  for (const card of Object.values(built)) {
    const hex = Buffer.from(card.adminKey).toString("hex");
    expect(text.toLowerCase()).not.toContain(hex.slice(0, 12));
  }
  const rows = await api.at.database.reader.rows<{ f: string }>("SELECT key_fingerprint AS f FROM admin_keys");
  expect(rows.filter(({ f }) => text.includes(f.slice(0, 12)))).toEqual([]);
});

test("operators and self-service users see no hygiene", async () => {
  for (const role of ["OPERATOR", "SELF_SERVICE_USER"] as const) {
    const caller = await api.as(await aUser(api.application, { role }));
    for (const document of [report, `{ hygieneCards(finding: OLD_KEY, first: 1) { nodes { id } } }`]) {
      expect((await caller.graphql(document)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
    }
  }
});
