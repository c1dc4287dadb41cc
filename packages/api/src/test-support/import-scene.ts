import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { checkValue } from "@unlatch/core/keys/check-value";
import { system } from "../platform/actor.ts";
import type { RowVerdict } from "../imports/index.ts";
import type { Outcome } from "../platform/unit-of-work.ts";
import { aProfile, aUser } from "./builders.ts";
import type { TestApi } from "./test-api.ts";

/** A profile to import cards of, and the verbs of importing. */
export interface ImportScene {
  readonly profile: { readonly id: string; readonly name: string; readonly cardType: string };
  /** A random key in hex that fits the profile's card type. */
  newKey(): string;
  /** Its KCV, as a spreadsheet of that type of card has it. */
  checkValueOf(key: string): string;
  preview(file: string | Uint8Array, settings?: object): Promise<ImportResult>;
  /** Begins a run and sends it its file. */
  import(file: string | Uint8Array, settings?: object): Promise<ImportResult & { readonly importId: string }>;
  start(settings?: object): Promise<string>;
  send(importId: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<ImportResult>;
  /** What the database says of a card. */
  card(serialNumber: string): Promise<Record<string, unknown> | null>;
  /** How many rows a table has. */
  count(table: string): Promise<number>;
}

/** What came of a file. */
export interface ImportResult {
  readonly outcome: Outcome;
  readonly verdicts: readonly RowVerdict[];
  /** `row outcome code code` for each row. */
  readonly lines: readonly string[];
}

/** Sets a scene for imports, on a profile of its own. */
export async function anImportScene(api: TestApi, cardType = "minidriver-3des"): Promise<ImportScene> {
  const profile = await aProfile(api.application, { cardType });
  const { imports, random } = api.application;
  const { reader } = api.at.database;
  const { cipher, keyLengths } = cardTypeNamed(cardType);
  const collected = () => {
    const verdicts: RowVerdict[] = [];
    return { verdicts, report: (progress: { verdicts: readonly RowVerdict[] }) => verdicts.push(...progress.verdicts) };
  };
  const start = async (settings: object = {}) => {
    const outcome = await imports.startImport(system, { profileId: profile.id, fileName: "cards.csv", settings });
    if (outcome.type !== "ImportStarted") throw new Error(outcome.type);
    return outcome.run.id;
  };
  const send: ImportScene["send"] = async (importId, source) => {
    const { verdicts, report } = collected();
    return resultOf(await imports.runImport(system, { importId, source, report }), verdicts);
  };
  return {
    profile,
    newKey: () => toHex(random.bytes(keyLengths.at(-1) ?? 24)),
    checkValueOf: (key) =>
      checkValue(cipher as "3DES", cipher === "3DES" ? "ENCRYPTED_ZEROS" : "CMAC", Buffer.from(key, "hex")),
    async preview(file, settings = {}) {
      const { verdicts, report } = collected();
      const command = { profileId: profile.id, settings, source: [bytesOf(file)], report };
      return resultOf(await imports.previewImport(command), verdicts);
    },
    async import(file, settings) {
      const importId = await start(settings);
      return { importId, ...(await send(importId, [bytesOf(file)])) };
    },
    start,
    send,
    card: (serialNumber) => reader.row("SELECT * FROM cards WHERE serial_number = ?", [serialNumber]),
    count: async (table) => Number((await reader.row<{ n: unknown }>(`SELECT count(*) AS n FROM ${table}`))?.n),
  };
}

/** @returns people with these user names */
export function people(api: TestApi, ...usernames: string[]) {
  return Promise.all(usernames.map((username) => aUser(api.application, { username })));
}

/** A copy each time, because what reads a file wipes it. */
export const bytesOf = (file: string | Uint8Array) =>
  typeof file === "string" ? new TextEncoder().encode(file) : Uint8Array.from(file);

function resultOf(outcome: ImportResult["outcome"], verdicts: readonly RowVerdict[]): ImportResult {
  const lines = verdicts.map(({ row, outcome: came, problems }) =>
    [row, came, ...problems.map(({ code }) => code)].join(" "),
  );
  return { outcome, verdicts, lines };
}
