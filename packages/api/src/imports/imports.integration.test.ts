import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { system } from "../platform/actor.ts";
import { anImportScene, bytesOf, type ImportScene, people } from "../test-support/import-scene.ts";
import { aCard } from "../test-support/builders.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";

let api: TestApi;
let scene: ImportScene;
beforeAll(async () => {
  api = await testApi();
  scene = await anImportScene(api);
  await people(api, "anna", "maria", "zoë");
});
afterAll(() => api.remove());

const lent = (cardId: string, cardType = "minidriver-3des") =>
  api.application.vault.withAdminKey(api.at.database.reader, { cardId, cardType: cardTypeNamed(cardType) }, (key) =>
    toHex(key),
  );
const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le"));
const twoKey = "A1A2A3A4A5A6A7A8B1B2B3B4B5B6B7B8A1A2A3A4A5A6A7A8";
const single = "A1A2A3A4A5A6A7A8A1A2A3A4A5A6A7A8B1B2B3B4B5B6B7B8";
const factory = "010203040506070801020304050607080102030405060708";
const auditOf = (importId: string) =>
  api.at.database.reader.rows<{ action: string; outcome: string; facts: string }>(
    "SELECT action, outcome, facts FROM audit_events WHERE facts LIKE ? ORDER BY sequence",
    [`%${importId}%`],
  );

test("imports what a spreadsheet holds, and every card has its key", async () => {
  const [a, b] = [scene.newKey(), scene.newKey()];
  const file = [
    "Seriennummer;Bezeichnung;Benutzer;Admin-Schlüssel;KCV;Status;Gültig bis",
    `im 0001;Blaue Karte;ANNA;${a.match(/.{4}/g)?.join(" ")};${scene.checkValueOf(a)};aktiv;31.12.2031`,
    `IM-0002;;zoë;"${b.toLowerCase()}";;registriert;`,
  ].join("\r\n");
  const { lines, outcome, importId } = await scene.import(utf16(file));
  expect(lines).toEqual(["2 NEW_CARD", "3 NEW_CARD"]);
  expect(outcome).toMatchObject({ type: "ImportFinished", run: { newCards: 2, refused: 0, state: "DONE" } });
  const [first, second] = [await scene.card("IM0001"), await scene.card("IM-0002")];
  expect(first).toMatchObject({ label: "Blaue Karte", state: "ACTIVE", profile_id: scene.profile.id });
  expect(new Date(first?.["valid_until"] as string).toISOString()).toBe("2031-12-31T23:59:59.999Z");
  expect(second).toMatchObject({ label: "Card 0002", state: "REGISTERED", valid_until: null });
  expect(await lent(first?.["id"] as string)).toEqual({ type: "KeyUsed", value: a });
  expect(await lent(second?.["id"] as string)).toEqual({ type: "KeyUsed", value: b });
  const audited = await auditOf(importId);
  expect(audited.map(({ action, outcome: came }) => `${action} ${came}`)).toEqual([
    "import.startImport ImportStarted",
    "import.openImport ImportOpened",
    "import.importRows RowsImported",
    "import.finishImport ImportFinished",
  ]);
  expect(JSON.stringify(audited)).not.toContain(a);
});

test("takes a file that was imported already as it is, and gives a card another key where the file has another", async () => {
  const [a, b, c] = [scene.newKey(), scene.newKey(), scene.newKey()];
  const fileWith = (second: string) => `serial,key\nIM-10,${a}\nIM-11,${second}\n`;
  await scene.import(fileWith(b));
  expect((await scene.import(fileWith(b))).lines).toEqual(["2 UNCHANGED", "3 UNCHANGED"]);
  expect((await scene.import(fileWith(c))).lines).toEqual(["2 UNCHANGED", "3 NEW_KEY"]);
  const card = await scene.card("IM-11");
  expect(await lent(card?.["id"] as string)).toEqual({ type: "KeyUsed", value: c });
});

test("leaves the details of a card that is there as they are, and says so", async () => {
  const a = scene.newKey();
  await scene.import(`serial,key,label,user\nIM-15,${a},Blue,anna\n`);
  const again = await scene.import(`serial,key,label,user\nIM-15,${a},Green,maria\n`);
  expect(again.lines).toEqual(["2 UNCHANGED DETAILS_KEPT"]);
  expect(await scene.card("IM-15")).toMatchObject({ label: "Blue" });
});

describe("a row", () => {
  test.each([
    ["IM-20,,,", "KEY_MISSING"],
    [",,KEY,", "SERIAL_NUMBER_MISSING"],
    ["IM!20,,KEY,", "SERIAL_NUMBER_UNREADABLE"],
    ["IM-20,nobody-there,KEY,", "HOLDER_UNKNOWN"],
    ["IM-20,,0102,", "KEY_WRONG_LENGTH"],
    ["IM-20,,KEY0,", "KEY_HALF_BYTE"],
    ["IM-20,,XYZ,", "KEY_NOT_HEX"],
    ["IM-20,,KEY,000000", "CHECK_VALUE_DIFFERS"],
    ["IM-20,,KEY,B0", "CHECK_VALUE_UNREADABLE"],
    [`IM-20,,${factory},`, "KEY_IS_DEFAULT"],
    [`IM-20,,${"00".repeat(24)},`, "KEY_IS_DEFAULT"],
    [`IM-20,,${"F1".repeat(24)},`, "KEY_IS_DEFAULT"],
    [`IM-20,,${single},`, "KEY_IS_SINGLE_DES"],
    [`IM-20,,${twoKey},`, "KEY_IS_TWO_KEY"],
    [`IM-20,,${twoKey.slice(0, 32)},`, "KEY_IS_TWO_KEY"],
  ])("%s is refused: %s", async (row, code) => {
    const file = `serial,user,key,kcv\n${row.replace("KEY", scene.newKey())}\n`;
    const preview = await scene.preview(file);
    expect(preview.lines).toEqual([`2 REFUSED ${code}`]);
    expect((await scene.import(file)).lines).toEqual(preview.lines);
    expect(await scene.card("IM-20")).toBeNull();
  });

  test.each([
    ["state", "STATE_UNKNOWN", "broken"],
    ["valid until", "DATE_UNREADABLE", "soon"],
    ["valid until", "DATE_AMBIGUOUS", "01/02/2030"],
    ["profile", "PROFILE_UNKNOWN", "No such profile"],
    ["card type", "CARD_TYPE_UNKNOWN", "wooden card"],
    ["label", "LABEL_UNUSABLE", "L".repeat(201)],
  ])("with a bad %s is refused: %s", async (heading, code, value) => {
    const { lines } = await scene.import(`serial,key,${heading}\nIM-21,${scene.newKey()},${value}\n`);
    expect(lines).toEqual([`2 REFUSED ${code}`]);
  });

  test("whose serial number stands in an earlier row is refused, in a preview as well", async () => {
    const file = `serial,key\nIM-30,${scene.newKey()}\nim 3 0,${scene.newKey()}\nIM-30,${scene.newKey()}\n`;
    expect((await scene.preview(file)).lines).toEqual(["2 NEW_CARD", "3 NEW_CARD", "4 REFUSED DUPLICATE_IN_FILE"]);
  });

  test("of a card that has another profile is refused", async () => {
    const other = await anImportScene(api);
    const card = await aCard(api.application, { profile: other.profile });
    const { lines } = await scene.import(`serial,key\n${card.serialNumber},${scene.newKey()}\n`);
    expect(lines).toEqual(["2 REFUSED CARD_OF_ANOTHER_PROFILE"]);
  });

  test("may name another profile and another card type than the import", async () => {
    const other = await anImportScene(api, "piv-9b-aes256");
    const [a, b] = [other.newKey(), "00112233445566778899AABBCCDDEEFF"];
    const { lines } = await scene.import(
      `serial,profile,type,key\nIM-40,${other.profile.name.toUpperCase()},,${a}\nIM-41,${other.profile.name},PIV-9B-AES128,${b}\n`,
    );
    expect(lines).toEqual(["2 NEW_CARD", "3 NEW_CARD"]);
    expect(await scene.card("IM-40")).toMatchObject({ profile_id: other.profile.id, card_type_override: null });
    expect(await scene.card("IM-41")).toMatchObject({ card_type_override: "piv-9b-aes128" });
  });

  test("brings no 3DES and no PUK into a profile without: those are chosen with a reason, or not at all", async () => {
    const aes = await anImportScene(api, "piv-9b-aes256");
    const file = `serial,type,key\nIM-45,piv-9b-3des,${scene.newKey()}\nIM-46,puk-as-hex,3132333435363738\n`;
    expect((await aes.import(file)).lines).toEqual([
      "2 REFUSED CARD_TYPE_OF_ANOTHER_KIND",
      "3 REFUSED CARD_TYPE_OF_ANOTHER_KIND",
    ]);
    const { lines } = await scene.import(`serial,type,key\nIM-47,piv-9b-3des,${scene.newKey()}\n`);
    expect(lines).toEqual(["2 NEW_CARD"]);
  });

  test("of a card that is there is told when the file says another card type", async () => {
    const key = scene.newKey();
    await scene.import(`serial,key\nIM-48,${key}\n`);
    const again = await scene.import(`serial,key,type\nIM-48,${key},gids\n`);
    expect(again.lines).toEqual(["2 UNCHANGED DETAILS_KEPT"]);
    const same = await scene.import(`serial,key,type\nIM-48,${key},Minidriver-3DES\n`);
    expect(same.lines).toEqual(["2 UNCHANGED"]);
  });

  test("with a key that another card has is taken, and said so, within the file and beyond it", async () => {
    const a = scene.newKey();
    const file = `serial,key\nIM-50,${a}\nIM-51,${a}\n`;
    expect((await scene.import(file)).lines).toEqual(["2 NEW_CARD", "3 NEW_CARD KEY_ON_ANOTHER_CARD"]);
    expect((await scene.preview(`serial,key\nIM-52,${a}\n`)).lines).toEqual(["2 NEW_CARD KEY_ON_ANOTHER_CARD"]);
  });

  test("may have its KCV by another convention, and fewer digits of it", async () => {
    const aes = await anImportScene(api, "piv-9b-aes256");
    const a = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";
    const { lines } = await aes.import(`serial,key,kcv\nIM-55,${a},${aes.checkValueOf(a).slice(0, 4)}\n`);
    expect(lines).toEqual(["2 NEW_CARD"]);
  });
});

test("imports default and two-key keys where that was chosen, with a remark", async () => {
  const file = `serial,key\nIM-60,${factory}\nIM-61,${twoKey}\n`;
  const { lines } = await scene.import(file, { takesDefaultKeys: true, takesTwoKeyKeys: true });
  expect(lines).toEqual(["2 NEW_CARD DEFAULT_KEY_TAKEN", "3 NEW_CARD TWO_KEY_TAKEN"]);
});

test("a preview says what the import will do and writes nothing at all", async () => {
  const file = `serial,key\nIM-70,${scene.newKey()}\nIM-71,zz\n`;
  const tables = ["cards", "admin_keys", "import_runs", "import_problems", "audit_events"];
  const before = await Promise.all(tables.map(scene.count));
  const { lines, outcome } = await scene.preview(file);
  expect(await Promise.all(tables.map(scene.count))).toEqual(before);
  expect(lines).toEqual(["2 NEW_CARD", "3 REFUSED KEY_NOT_HEX"]);
  expect(outcome).toMatchObject({ type: "ImportPreviewed", counts: { newCards: 1, refused: 1, readRows: 2 } });
  expect((await scene.import(file)).lines).toEqual(lines);
});

test.each([
  ["EMPTY", ""],
  ["EMPTY", "serial"],
  ["WORKBOOK", "PK\u0003\u0004rest"],
  ["NO_SERIAL_NUMBER", "room,floor\n1,2\n"],
])("says what is wrong with a file that is none: %s", async (trouble, file) => {
  const expected = file === "serial" ? { type: "ImportPreviewed" } : { type: "ImportFileUnusable", trouble };
  expect((await scene.preview(file)).outcome).toMatchObject(expected);
});

test.each([
  ["ImportColumnsUnusable", { columns: { LABEL: 0 } }],
  ["ImportColumnsUnusable", { columns: { SERIAL_NUMBER: 0, LABEL: 0 } }],
  ["ImportColumnsUnusable", { stateOfNewCards: "BROKEN" }],
])("refuses settings that cannot be meant: %s", async (type, settings) => {
  const command = { profileId: scene.profile.id, fileName: "cards.csv", settings };
  expect(await api.application.imports.startImport(system, command)).toEqual({ type });
  expect((await scene.preview("serial\n", settings)).outcome).toEqual({ type });
});

test("begins no import for a profile that does not exist, and goes on with none that was never begun", async () => {
  const command = { profileId: api.application.random.id(), fileName: "cards.csv", settings: {} };
  expect(await api.application.imports.startImport(system, command)).toEqual({ type: "CardProfileNotFound" });
  const { outcome } = await scene.send(api.application.random.id(), [bytesOf("serial\n1\n")]);
  expect(outcome).toEqual({ type: "ImportNotFound" });
  expect(await api.application.imports.cancelImport(system, "nothing")).toEqual({ type: "ImportNotFound" });
});

test("leaves the file wiped behind it", async () => {
  const file = bytesOf(`serial,key\nIM-90,${scene.newKey()}\n`);
  await scene.send(await scene.start(), [file]);
  expect(file.every((byte) => byte === 0)).toBe(true);
});
