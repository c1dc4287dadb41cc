import { fileURLToPath } from "node:url";
import { getNamedType, type GraphQLObjectType, isObjectType, isUnionType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessColumns, type Asking, type Whose } from "./test-support/access-matrix/access-columns.ts";
import { type Entrances, entrancesFor, sharedObjects } from "./test-support/access-matrix/access-entrances.ts";
import { accessObjects, type AccessObjects, canaries } from "./test-support/access-matrix/access-objects.ts";
import { accessTable } from "./test-support/access-matrix/access-table.ts";
import { measureFields, type Seen } from "./test-support/access-matrix/measure-fields.ts";
import { type Tried, tryMutation } from "./test-support/access-matrix/measure-mutations.ts";
import { type TestApi, testApi } from "./test-support/test-api.ts";

const page = fileURLToPath(new URL("../../../docs/access.md", import.meta.url));
const columns = Object.keys(accessColumns);
/** Notices are written and wait; nothing here sends them. */
const nobodysMail = {
  host: "127.0.0.1",
  port: 9,
  isSecure: false,
  isLocal: true,
  user: null,
  password: null,
  authority: null,
  from: { name: "Test", address: "test@example.org" },
  operators: "desk@example.org",
};
let api: TestApi;
let objects: AccessObjects;
let shared: Awaited<ReturnType<typeof sharedObjects>>;
const cells = new Map<string, Record<string, string>>();
const tried = new Map<string, Record<string, Tried>>();
const askedBy = new Map<string, { asking: Asking; entrances: Entrances }>();
const textsOf = new Map<string, string[]>();

beforeAll(async () => {
  const signInLimits = { perAccountAndAddress: 100_000, perAddress: 100_000, windowSeconds: 60 };
  api = await testApi({ signInLimits, mail: nobodysMail });
  objects = await accessObjects(api);
  shared = await sharedObjects(api, objects);
  await measureEverything();
}, 400_000);
afterAll(() => api.remove());

test("every field that can be asked for was come to by somebody", () => {
  const missed = readableTypes().flatMap((type) =>
    Object.keys(type.getFields()).flatMap((field) => {
      const row = cells.get(`${type.name}.${field}`);
      const isSeen = row !== undefined && Object.values(row).some((cell) => cell !== "–");
      return isSeen ? [] : [`${type.name}.${field}`];
    }),
  );
  expect(missed).toEqual([]);
});

test("every mutation that takes an object came to it for somebody", () => {
  const missed = [...tried].filter(([, row]) => Object.values(row).every(({ cell }) => cell === "–"));
  expect(missed.map(([name]) => name)).toEqual([]);
});

test("who may what is exactly what docs/access.md says", async () => {
  await expect(accessTable(api.application.schema, columns, cells)).toMatchFileSnapshot(page);
});

test.each(["card", "process", "user"])(
  "somebody else's %s looks like none to whoever may not see it, to the byte",
  async (field) => {
    for (const column of columns) {
      const { asking, entrances } = askedBy.get(column)!;
      if (cells.get(`Query.${field}`)?.[column] === "all") continue;
      const texts = await Promise.all(
        (["other", "none"] as const).map((whose) => asking.caller.graphql(`{ ${entrances[field]?.[whose]} { id } }`)),
      );
      expect(texts[0]?.text, column).toBe(texts[1]?.text);
      expect(texts[0]?.status, column).toBe(texts[1]?.status);
    }
  },
);

test("a mutation on what is not theirs answers everybody as on what is not there, to the byte", () => {
  const compared = [...tried].flatMap(([name, row]) =>
    Object.entries(row).flatMap(([column, { cell, answers }]) =>
      cell !== "all" && answers.none && answers.other ? [{ place: `${name} as ${column}`, ...answers }] : [],
    ),
  );
  expect(compared.length).toBeGreaterThan(50);
  for (const { place, other, none } of compared) {
    expect(other?.text, place).toBe(none?.text);
    expect(other?.status, place).toBe(none?.status);
  }
});

test("whoever may see only what is theirs never reads a word of somebody else's", () => {
  for (const column of ["nobody", "self-service"]) {
    const texts = textsOf.get(column) ?? [];
    expect(texts.length).toBeGreaterThan(20);
    for (const canary of canaries)
      expect(
        texts.filter((text) => text.includes(canary)),
        column,
      ).toEqual([]);
  }
  expect(textsOf.get("operator")?.some((text) => text.includes(canaries[0]))).toBe(true);
});

async function measureEverything(): Promise<void> {
  for (const [column, newAsking] of Object.entries(accessColumns)) {
    const asking = await newAsking(api);
    const entrances = await entrancesFor(asking.user ?? objects.other, objects, shared);
    askedBy.set(column, { asking, entrances: asking.user ? entrances : withoutOwn(entrances) });
    const texts: string[] = [];
    textsOf.set(column, texts);
    const told = (text: string) => void texts.push(text);
    noteSeen(
      column,
      await measureFields(api.application.schema, { ...askedBy.get(column)!, caller: asking.caller, told }),
    );
    for (const name of Object.keys(api.application.schema.getMutationType()?.getFields() ?? {})) {
      const trying = { api, objects, newAsking: () => newAsking(api) };
      const came = await tryMutation(api.application.schema, name, trying);
      tried.set(name, { ...tried.get(name), [column]: came });
      put(`Mutation.${name}`, column, came.cell);
    }
  }
}

/** Nothing belongs to a stranger; what would be theirs is somebody else's. */
function withoutOwn(entrances: Entrances): Entrances {
  return Object.fromEntries(
    Object.entries(entrances).map(([name, { own, ...ways }]) => [name, { other: own, ...ways } as typeof ways]),
  );
}

/** What stands alone and is nobody's is `yes` or not; else it matters whose it is. */
function noteSeen(column: string, seen: Seen): void {
  for (const type of readableTypes()) {
    for (const field of Object.keys(type.getFields())) {
      const place = `${type.name}.${field}`;
      put(place, column, cellOf(seen.get(place) ?? new Set()));
    }
  }
}

function cellOf(whose: ReadonlySet<Whose>): string {
  expect(whose.has("none")).toBe(false);
  return whose.has("other") ? "all" : whose.has("own") ? "own" : "–";
}

function put(place: string, column: string, cell: string): void {
  cells.set(place, { ...cells.get(place), [column]: cell });
}

/** Every type that a query leads to, by any way. */
function readableTypes(): GraphQLObjectType[] {
  const found = new Set<GraphQLObjectType>();
  const visit = (type: unknown): void => {
    if (isUnionType(type)) type.getTypes().forEach(visit);
    if (!isObjectType(type) || found.has(type)) return;
    found.add(type);
    for (const { type: inner } of Object.values(type.getFields())) visit(getNamedType(inner));
  };
  visit(api.application.schema.getQueryType());
  return [...found];
}
