import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCard, aProfile, aUser } from "../test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let administrator: Caller;
let profile: { id: string; name: string; cardType: string };
beforeAll(async () => {
  api = await testApi();
  administrator = await api.as(await aUser(api.application, { role: "ADMINISTRATOR" }));
  profile = await aProfile(api.application, { cardType: "minidriver-3des" });
});
afterAll(() => api.remove());

const newKey = () => randomBytes(24).toString("hex").toUpperCase();
const mappingOf = (mapping: object = {}) => encodeURIComponent(JSON.stringify({ profileId: profile.id, ...mapping }));

async function send(
  file: string | Readable,
  { as = administrator, query = "", mapping = mappingOf(), type = "text/csv" } = {},
) {
  const answer = await as.inject({
    method: "POST",
    url: `/api/imports${query}`,
    headers: { "content-type": type, "unlatch-import-mapping": mapping },
    payload: typeof file === "string" ? Buffer.from(file) : file,
  });
  const lines = answer.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ...answer, lines };
}
const runs = `query ($id: ID!) { import(id: $id) { id state fileName readRows newCards newKeys unchanged refused warned
  startedAt endedAt startedBy { username } profile { id } problems(first: 10) { totalCount { count } nodes { row serialNumber column code message isWarning } } } }`;

describe("POST /api/imports", () => {
  test("imports a file that a program sends in one request", async () => {
    const a = newKey();
    const answer = await send(`serial;key\nHT-1;${a}\nHT-2;zz\n`, {
      mapping: mappingOf({ fileName: "C:\\all\\cards.csv" }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    const importId = answer.lines[0]?.["importId"] as string;
    expect(answer.lines).toEqual([
      { type: "ImportStarted", importId },
      { type: "ImportFinished", importId, readRows: 2, newCards: 1, newKeys: 0, unchanged: 0, refused: 1, warned: 0 },
    ]);
    const { data } = await administrator.graphql(runs, { id: importId });
    expect(data?.["import"]).toMatchObject({ fileName: "cards.csv", state: "DONE", profile: { id: profile.id } });
    expect(data?.["import"].problems).toEqual({
      totalCount: { count: 1 },
      nodes: [
        {
          row: 3,
          serialNumber: "HT-2",
          column: "ADMIN_KEY",
          code: "KEY_NOT_HEX",
          message: "The admin key must only include 0 to 9 and A to F.",
          isWarning: false,
        },
      ],
    });
  });

  test("looks at the beginning of a file and tells nothing of what is in its cells", async () => {
    const a = newKey();
    const { lines, text } = await send(`Karte;Room;Key\nHT-5;B12;${a}\n`, { query: "?mode=inspect" });
    expect(lines[0]).toEqual({
      type: "FileInspected",
      encoding: "UTF-8",
      delimiter: ";",
      hasHeading: true,
      columns: [
        { index: 0, heading: "Karte", suggestion: null, looksLikeKey: false },
        { index: 1, heading: "Room", suggestion: null, looksLikeKey: false },
        { index: 2, heading: "Key", suggestion: "ADMIN_KEY", looksLikeKey: true },
      ],
    });
    expect(text).not.toMatch(/B12|HT-5/);
    const headless = await send(`HT-5,${a}\n`, { query: "?mode=inspect" });
    expect(headless.lines[0]).toMatchObject({
      hasHeading: false,
      columns: [{ heading: null }, { heading: null, looksLikeKey: true }],
    });
    expect(headless.text).not.toContain(a);
  });

  test("previews a file row by row and gives no key back", async () => {
    const [a, b] = [newKey(), newKey()];
    const file = `serial,label,holder,key,kcv\nHT-10,,,${a},\nHT-11,${b},${b},${b},00\nHT-12,,,${b},123456\n`;
    const { lines, text } = await send(file, { query: "?mode=preview" });
    expect(lines.map(({ type, row, outcome }) => [type, row, outcome])).toEqual([
      ["ImportRow", 2, "NEW_CARD"],
      ["ImportRow", 3, "REFUSED"],
      ["ImportRow", 4, "REFUSED"],
      ["ImportPreviewed", undefined, undefined],
    ]);
    for (const key of [a, b]) {
      expect(text).not.toContain(key);
      expect(text.toLowerCase()).not.toContain(key.toLowerCase());
    }
  });

  test("goes on with a run that was begun by GraphQL", async () => {
    const start = `mutation ($input: StartImportInput!) { startImport(input: $input) { __typename ... on ImportStarted { run { id state } } ... on Refusal { code } } }`;
    const input = {
      profileId: profile.id,
      fileName: "cards.csv",
      hasHeading: false,
      columns: [
        { column: "SERIAL_NUMBER", index: 1 },
        { column: "ADMIN_KEY", index: 0 },
      ],
    };
    const begun = (await administrator.graphql(start, { input })).data?.["startImport"];
    expect(begun).toMatchObject({ __typename: "ImportStarted", run: { state: "RUNNING" } });
    const { lines } = await send(`${newKey()}\tHT-20\n`, { query: `?run=${begun.run.id}`, mapping: "{}" });
    expect(lines.at(-1)).toMatchObject({ type: "ImportFinished", newCards: 1 });
    const again = await send(`${newKey()}\tHT-20\n`, { query: `?run=${begun.run.id}`, mapping: "{}" });
    expect(again.lines.at(-1)).toMatchObject({ type: "ImportEnded", code: "IMPORT_ENDED" });
  });

  test.each([
    ["a workbook", "PK\u0003\u0004", {}, "IMPORT_FILE_UNUSABLE"],
    ["another profile", "serial\n", { mapping: JSON.stringify({ profileId: "x" }) }, "CARD_PROFILE_NOT_FOUND"],
    ["no serial number", "a\n", {}, "IMPORT_FILE_UNUSABLE"],
    ["a run that is not there", "serial\n", { query: "?run=00000000-0000-4000-8000-000000000000" }, "IMPORT_NOT_FOUND"],
  ])("says in words what stands against %s", async (_, file, options, code) => {
    const { lines } = await send(file, options);
    expect(lines.at(-1)).toMatchObject({ code, message: expect.stringMatching(/\w+ .*\.$/) as string });
  });

  test.each([
    ["columns", () => mappingOf({ columns: [{ column: "LABEL", index: 0 }] }), 422],
    ["a mapping that is no JSON", () => "{", 400],
    ["a mapping with more in it", () => mappingOf({ key: "01" }), 400],
  ])("refuses unusable %s", async (_, mapping, status) => {
    expect((await send("serial\n", { mapping: mapping() })).status).toBe(status);
  });

  test("takes nothing but text/csv and bytes", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      expect((await send("serial\n1\n", { type })).status).toBe(415);
    }
  });

  test("is for administrators: others are refused, and the audit log knows", async () => {
    const operator = await api.as(await aUser(api.application, { role: "OPERATOR", username: "op" }));
    expect((await send("serial\n", { as: operator })).status).toBe(403);
    expect((await send("serial\n", { as: api.stranger() })).status).toBe(401);
    const entry = await api.at.database.reader.row("SELECT outcome FROM audit_events WHERE actor_name = 'op'");
    expect(entry).toEqual({ outcome: "NotPermitted" });
  });

  test("keeps its place when the connection breaks, and no key is in any log", async () => {
    const address = new URL(await api.server.listen({ host: "127.0.0.1", port: 0 }));
    const [cookie] = [...administrator.cookies].map(([name, value]) => `${name}=${value}`);
    const keys = Array.from({ length: 700 }, newKey);
    const file = `serial,key\n${keys.map((key, index) => `HB-${index},${key}`).join("\n")}\n`;
    const head = ["POST /api/imports HTTP/1.1", `Host: localhost:${address.port}`, "Content-Type: text/csv"];
    const mapping = `Unlatch-Import-Mapping: ${mappingOf({ fileName: "broken.csv" })}`;
    const socket = connect(Number(address.port), "127.0.0.1");
    socket.write([...head, mapping, `Cookie: ${cookie}`, `Content-Length: ${file.length}`, "", ""].join("\r\n"));
    socket.write(file.slice(0, file.length - 2000));
    const found = () =>
      api.at.database.reader.row<{ id: string; state: string; read_rows: number }>(
        "SELECT id, state, read_rows FROM import_runs WHERE file_name = 'broken.csv'",
      );
    await expect.poll(async () => (await found())?.read_rows, { timeout: 10_000 }).toBe(500);
    socket.destroy();
    await expect.poll(async () => (await found())?.state, { timeout: 10_000 }).toBe("INTERRUPTED");
    const run = await found();
    const { lines } = await send(file, { query: `?run=${run?.id}` });
    expect(lines.at(-1)).toMatchObject({ type: "ImportFinished", newCards: 700, unchanged: 0 });
    expect(api.log.join("\n")).not.toContain(keys[0]);
  });

  test("tells how far it is while a long file comes", async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => `HP-${index},${newKey()}\n`);
    const { lines } = await send(Readable.from(["serial,key\n", ...rows].map((row) => Buffer.from(row))));
    expect(lines.map(({ type, readRows }) => [type, readRows])).toEqual([
      ["ImportStarted", undefined],
      ["ImportProgress", 2000],
      ["ImportFinished", 2500],
    ]);
  });
});

test("GET /api/imports/:id/problems.csv gives the problems of a run as a file without keys", async () => {
  const a = newKey();
  const { lines } = await send(`serial,holder,key\nHQ-1,=cmd(),${a}\nHQ-2,,${a.slice(1)}\n`);
  const answer = await administrator.inject({ url: `/api/imports/${String(lines[0]?.["importId"])}/problems.csv` });
  expect(answer.headers["content-disposition"]).toBe('attachment; filename="problems.csv"');
  expect(answer.text.split("\r\n")).toEqual([
    "\uFEFFRow,Serial number,Column,Imported,Problem",
    `2,HQ-1,HOLDER,no,"There is no user =cmd(). Add the account first, or leave the cell empty."`,
    "3,HQ-2,ADMIN_KEY,no,The admin key has 47 digits. It must have two for each byte.",
    "",
  ]);
  expect(answer.text).not.toContain(a.slice(1));
  expect((await administrator.inject({ url: "/api/imports/none/problems.csv" })).status).toBe(422);
});

describe("GET /api/cards.csv", () => {
  test("gives all cards as a file in which nothing is a formula and no key is", async () => {
    const holder = await aUser(api.application, { username: "@maria", displayName: "+Maria" });
    const card = await aCard(api.application, { profile, holder, serialNumber: "EX-1", label: '=HYPERLINK("x")' });
    const answer = await administrator.inject({ url: "/api/cards.csv" });
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    const line = answer.text.split("\r\n").find((one) => one.startsWith("EX-1"));
    expect(line).toBe(`EX-1,"'=HYPERLINK(""x"")",'@maria,'+Maria,ACTIVE,,${profile.name},minidriver-3des`);
    expect(answer.text.toUpperCase()).not.toContain(Buffer.from(card.adminKey).toString("hex").toUpperCase());
    const entry = await api.at.database.reader.row(
      "SELECT outcome FROM audit_events WHERE action = 'card.exportCards'",
    );
    expect(entry).toEqual({ outcome: "CardsExported" });
  });

  test("is for those who may see any card", async () => {
    const own = await api.as(await aUser(api.application));
    expect((await own.inject({ url: "/api/cards.csv" })).status).toBe(403);
    expect((await api.stranger().inject({ url: "/api/cards.csv" })).status).toBe(401);
    const auditor = await api.as(await aUser(api.application, { role: "AUDITOR" }));
    expect((await auditor.inject({ url: "/api/cards.csv" })).status).toBe(200);
  });
});
