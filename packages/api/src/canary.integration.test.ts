import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fromHex, toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { checkValue } from "@unlatch/core/keys/check-value";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCardCommand } from "./cli/add-card.ts";
import { readSecret } from "./cli/read-secret.ts";
import { hashPassword, type UserRecord } from "./identity/index.ts";
import { aProfile, aUser } from "./test-support/builders.ts";
import { type Canary, canariesIn, formsOf } from "./test-support/canaries.ts";
import { type Answer, type Caller, type TestApi, testApi } from "./test-support/test-api.ts";
import { documents } from "./test-support/unblock-scene.ts";

/** Everything that was ever answered, by what it may tell: a response is allowed where a response was asked for. */
const answers: { readonly text: string; readonly mayTell: readonly string[] }[] = [];
const canaries: Canary[] = [];
const outside = process.env["TMPDIR"];

let directory: string;
let api: TestApi;
let random: TestApi["application"]["random"];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "unlatch-canary-"));
  mkdirSync(join(directory, "tmp"));
  process.env["TMPDIR"] = join(directory, "tmp");
  api = await testApi();
  random = api.application.random;
});
afterAll(async () => {
  await api?.remove();
  if (outside === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = outside;
  rmSync(directory, { recursive: true });
});

function secret(name: string, bytes: Uint8Array): Uint8Array {
  canaries.push({ name, bytes: Uint8Array.from(bytes) });
  return bytes;
}

const text = (name: string) => {
  const words = `${toHex(random.bytes(9)).toLowerCase()} walks by the sea`;
  secret(name, Buffer.from(words));
  return words;
};

async function asked(
  caller: Caller,
  document: string,
  input: object,
  mayTell: readonly string[] = [],
): Promise<Answer> {
  const answer = await caller.graphql(document, { input });
  answers.push({ text: `${answer.text}${JSON.stringify(answer.headers)}`, mayTell });
  return answer;
}

// oxlint-disable-next-line typescript/no-explicit-any
const only = (answer: Answer): Record<string, any> => Object.values(answer.data ?? {})[0] as Record<string, any>;
const refusal = "... on Refusal { code message field }";
const signInDocument = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ${refusal} } }`;

/** People come and go, with right and wrong passwords. */
async function signsIn(role: UserRecord["role"]): Promise<{ user: UserRecord; caller: Caller }> {
  const password = text(`the password of ${role}`);
  const user = await aUser(api.application, { role, passwordHash: await hashPassword(password) });
  const caller = api.stranger();
  const wrong = text(`a wrong password of ${role}`);
  expect(only(await asked(caller, signInDocument, { username: user.username, password: wrong }))["code"]).toBeTruthy();
  const answer = await asked(caller, signInDocument, { username: user.username, password });
  expect(only(answer)["__typename"]).toBe("SignedIn");
  for (const token of caller.cookies.values())
    canaries.push({ name: `the session of ${role}`, bytes: Buffer.from(token) });
  answers.pop();
  return { user, caller };
}

/** Cards of every cipher come in by the command line, and all of a process happens on each. */
async function cardLives(holder: { user: UserRecord; caller: Caller }, type: string): Promise<void> {
  const cardType = cardTypeNamed(type);
  const on = [{ state: "ACTIVE" as const, process: unblockPinOffline.symbolicName }];
  const profile = await aProfile(api.application, { cardType: type, on });
  const key = secret(`the admin key of ${type}`, random.bytes(cardType.keyLengths.at(-1) ?? 24));
  const serial = `C-${type}`;
  await addCardCommand.run({
    parts: [
      "--serial",
      serial,
      "--label",
      type,
      "--profile",
      profile.name,
      "--holder",
      holder.user.username,
      "--admin-key-stdin",
    ],
    application: api.application,
    readSecret: () => readSecret(Readable.from([Buffer.from(toHex(key))])),
    say: (line) => void answers.push({ text: line, mayTell: [] }),
    siteOrigin: "http://localhost:4000",
    progress: () => undefined,
    providerOf: () => Promise.reject(new Error("nobody asks")),
    fileOf: () => {
      throw new Error("nobody asks");
    },
  });
  const row = await api.at.database.reader.row<{ id: string }>("SELECT id FROM cards WHERE label = ?", [type]);
  const process = unblockPinOffline.symbolicName;
  const begun = only(await asked(holder.caller, documents.start, { cardId: row?.id, process }));
  const processId = begun["process"].id as string;
  const tooShort = secret(`half a challenge of ${type}`, random.bytes(5));
  await asked(holder.caller, documents.submit, { processId, challenge: toHex(tooShort) });
  const challenge = secret(`the challenge of ${type}`, random.bytes(cardType.challengeLengths[0] ?? 8));
  const name = `the response of ${type}`;
  secret(name, respond(cardType, key, challenge));
  const given = { processId, challenge: toHex(challenge).toLowerCase() };
  expect(only(await asked(holder.caller, documents.submit, given, [name]))["__typename"]).toBe("ChallengeAnswered");
  await asked(holder.caller, documents.submit, given, [name]);
  await asked(holder.caller, documents.show, { processId }, [name]);
  lookEverywhere(`while the process of ${type} is open`);
  if (type !== "piv-9b-aes256") await asked(holder.caller, documents.finish, { processId, outcome: "WORKED" });
}

/** A master key is entered by two people, with a wrong try. */
async function masterKeyIsEntered(first: Caller, second: Caller): Promise<void> {
  const parts = [1, 2].map((number) => secret(`component ${number}`, random.bytes(32)));
  const key = secret(
    "the master key",
    (parts[0] as Uint8Array).map((byte, at) => byte ^ (parts[1]?.[at] ?? 0)),
  );
  const created = await asked(
    first,
    `mutation ($input: CreateMasterKeyInput!) { createMasterKey(input: $input) { __typename ... on MasterKeySaved { masterKey { id } } ${refusal} } }`,
    {
      name: "Canary",
      cipher: "AES-256",
      usage: "DERIVE",
      components: 2,
      expectedCheckValue: checkValue("AES-256", "CMAC", key),
    },
  );
  const masterKeyId = only(created)["masterKey"].id as string;
  const document = `mutation ($input: EnterMasterKeyComponentInput!) { enterMasterKeyComponent(input: $input) { __typename ${refusal} } }`;
  for (const [index, caller] of [first, second].entries()) {
    const component = parts[index] as Uint8Array;
    const right = { masterKeyId, number: index + 1, component: toHex(component) };
    await asked(caller, document, { ...right, checkValue: "000000" });
    const entered = await asked(caller, document, { ...right, checkValue: checkValue("AES-256", "CMAC", component) });
    expect(only(entered)["__typename"]).toBe("MasterKeySaved");
    lookEverywhere(`after component ${index + 1}`);
  }
}

/** Looks into everything that was written anywhere. */
function lookEverywhere(when: string): void {
  const found = [
    ...api.log.flatMap((line) => canariesIn(line, canaries).map((name) => `${name} in the log`)),
    ...answers.flatMap(({ text: said, mayTell }) =>
      canariesIn(said, canaries)
        .filter((name) => !mayTell.includes(name))
        .map((name) => `${name} in an answer`),
    ),
    ...filesUnder(directory).flatMap((file) =>
      canariesIn(readFileSync(file), canaries).map((name) => `${name} in ${file}`),
    ),
  ];
  expect(found, when).toEqual([]);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Every value of every table, as the database gives it. */
async function lookIntoTables(): Promise<void> {
  const { reader, dialect, dataSource } = api.at.database;
  const found: string[] = [];
  for (const { tableName } of dataSource.entityMetadatas) {
    for (const row of await reader.rows<Record<string, unknown>>(`SELECT * FROM ${tableName}`)) {
      for (const [column, value] of Object.entries(row)) {
        const bytes = value instanceof Uint8Array ? value : String(value);
        found.push(...canariesIn(bytes, canaries).map((name) => `${name} in ${tableName}.${column}`));
      }
    }
  }
  expect(found, `the tables of ${dialect}`).toEqual([]);
}

/** A fault of ours in the middle of a release. */
async function faults(caller: Caller): Promise<void> {
  const open = await api.at.database.reader.row<{ id: string }>(
    "SELECT id FROM processes WHERE state = 'RESPONSE_SHOWN'",
  );
  const renamed = (from: string, to: string) =>
    api.at.database.transactions.run((sql) => sql.run(`ALTER TABLE ${from} RENAME TO ${to}`));
  await renamed("admin_keys", "gone");
  const before = api.log.length;
  const answer = await asked(caller, documents.show, { processId: open?.id });
  await renamed("gone", "admin_keys");
  expect(answer.errors[0]?.message).toBe("Internal error");
  expect(api.log.length).toBeGreaterThan(before);
  lookEverywhere("after a fault");
}

test("no secret is in the log, the database, its files, an error or a temporary file after all was done", async () => {
  const holder = await signsIn("SELF_SERVICE_USER");
  for (const type of ["hid-crescendo-3des", "piv-9b-aes128", "piv-9b-aes256"]) await cardLives(holder, type);
  const administrators = [await signsIn("ADMINISTRATOR"), await signsIn("ADMINISTRATOR")];
  await masterKeyIsEntered(administrators[0]!.caller, administrators[1]!.caller);
  await api.application.keys.beginRotation({ type: "system" });
  while ((await api.application.keys.rotateSome()) !== null);
  const broken = `mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { nothing } }`;
  await asked(holder.caller, broken, { processId: "x", challenge: toHex(secret("a lost challenge", random.bytes(8))) });
  await asked(holder.caller, documents.submit, {
    processId: toHex(secret("a wrong id", random.bytes(8))),
    challenge: 7,
  });
  lookEverywhere("at the end");
  await lookIntoTables();
  await faults(holder.caller);
  expect(canaries.length).toBeGreaterThan(20);
  if (api.at.location.dialect === "sqlite") {
    const files = filesUnder(dirname(api.at.location.file));
    expect(files.some((file) => file.endsWith("-wal"))).toBe(true);
    expect(files.every((file) => file.startsWith(directory))).toBe(true);
  }
});

test("the search would find each secret in each form", () => {
  const canary = { name: "it", bytes: fromHex("A3F1C5D20E7B4968") };
  for (const form of formsOf(canary)) {
    const haystack = Buffer.concat([Buffer.from("before "), form, Buffer.from(" after")]);
    expect(canariesIn(haystack, [canary])).toEqual(["it"]);
  }
  expect(canariesIn("A3F1C5D20E7B4969", [canary])).toEqual([]);
});
