import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import type { Answer, Caller } from "../test-api.ts";
import type { Whose } from "./access-columns.ts";
import type { Entrances } from "./access-entrances.ts";

/** By `Type.field`: whose objects somebody sees it of. A field of the schema that they never came to is not there. */
export type Seen = Map<string, Set<Whose>>;

/** A way through the schema: what is selected one inside the other. */
interface Way {
  readonly selections: readonly string[];
  readonly type: GraphQLObjectType;
}

/**
 * Goes through everything that can be asked from every way in, and notes what somebody sees.
 *
 * @param told - is given every answer as it came
 */
export async function measureFields(
  schema: GraphQLSchema,
  { caller, entrances, told }: { caller: Caller; entrances: Entrances; told: (text: string) => void },
): Promise<Seen> {
  const seen: Seen = new Map();
  const query = schema.getQueryType();
  if (!query) throw new RangeError("schema: has no queries");
  for (const [name, ways] of Object.entries(entrances)) {
    const field = query.getFields()[name];
    if (!field) throw new RangeError(`entrances: the schema has no ${name}`);
    for (const [whose, text] of Object.entries(ways) as [Whose, string][]) {
      const type = getNamedType(field.type);
      const selected = isObjectType(type) ? `${text} { __typename }` : text;
      const answer = await caller.graphql(`{ ${selected} }`);
      told(answer.text);
      if (!isThere(answer, [name])) continue;
      note(seen, `Query.${name}`, whose);
      if (isObjectType(type)) await walk({ selections: [text], type }, { caller, seen, whose, told });
    }
  }
  return seen;
}

interface Walking {
  readonly caller: Caller;
  readonly seen: Seen;
  readonly whose: Whose;
  readonly told: (text: string) => void;
}

/** Every arrow from type to type is gone once, by the shortest way. */
async function walk(start: Way, { caller, seen, whose, told }: Walking): Promise<void> {
  const gone = new Set<string>();
  const ways = [start];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const visible = await visibleFields(way, caller, told);
    for (const field of visible) {
      note(seen, `${way.type.name}.${field.name}`, whose);
      const type = getNamedType(field.type);
      const arrow = `${way.type.name}.${field.name}`;
      if (!isObjectType(type) || gone.has(arrow)) continue;
      gone.add(arrow);
      ways.push({ selections: [...way.selections, textOf(field)], type });
    }
  }
}

async function visibleFields(way: Way, caller: Caller, told: (text: string) => void): Promise<Field[]> {
  const fields = Object.values(way.type.getFields());
  const together = await ask(way, fields, caller);
  told(together.text);
  if (together.errors.length === 0) return isThere(together, namesOf(way)) ? fields : [];
  const visible = [];
  for (const field of fields) {
    const answer = await ask(way, [field], caller);
    told(answer.text);
    if (answer.errors.length === 0 && isThere(answer, namesOf(way))) visible.push(field);
  }
  return visible;
}

type Field = GraphQLField<unknown, unknown>;

function ask({ selections }: Way, fields: readonly Field[], caller: Caller): Promise<Answer> {
  const inner = fields.map((field) =>
    isLeafType(getNamedType(field.type)) ? textOf(field) : `${textOf(field)} { __typename }`,
  );
  const [open, close] = [selections.map((selection) => `${selection} { `).join(""), " }".repeat(selections.length)];
  return caller.graphql(`{ ${open}${inner.join(" ")}${close} }`);
}

/** A field with the least that it takes. */
function textOf({ name, args }: Field): string {
  const needed = args.filter(({ type }) => isNonNullType(type));
  if (needed.some((argument) => argument.name !== "first")) {
    throw new RangeError(`${name}: says nothing of its arguments; build them here`);
  }
  return needed.length > 0 ? `${name}(first: 20)` : name;
}

const namesOf = ({ selections }: Way) => selections.map((selection) => selection.replace(/\(.*$/, ""));

/** Whether an answer has an object at the end of a way, in any entry of the lists on it. */
function isThere({ data }: Answer, names: readonly string[]): boolean {
  let found: unknown[] = [data];
  for (const name of names) {
    found = found
      .flat(3)
      .flatMap((one) => (one === null || one === undefined ? [] : [(one as Record<string, unknown>)[name]]));
  }
  return found.flat(3).some((one) => one !== null && one !== undefined);
}

function note(seen: Seen, place: string, whose: Whose): void {
  seen.set(place, (seen.get(place) ?? new Set<Whose>()).add(whose));
}
