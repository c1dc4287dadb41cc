import type { RequestContext } from "./request-context.ts";

/** Loads things one by one for its callers and all at once for the database. */
export interface BatchLoader<Value> {
  /** @returns what belongs to the key, or null */
  load(key: string): Promise<Value | null>;
}

/**
 * Keeps something for the length of one request.
 *
 * @returns what was made for this request, the same each time
 */
export function perRequest<T>(make: (context: RequestContext) => T): (context: RequestContext) => T {
  const kept = new WeakMap<RequestContext, T>();
  return (context) => {
    if (!kept.has(context)) kept.set(context, make(context));
    return kept.get(context) as T;
  };
}

/** Resolves once no resolver of this turn can ask for anything more. */
const everybodyAsked = () =>
  new Promise<void>((resolve) => {
    queueMicrotask(() => process.nextTick(resolve));
  });

/**
 * Gathers all keys that resolvers ask for in one turn and loads them with one statement. Each key is loaded once.
 *
 * @param loadMany - gives what it found, by key; a key without anything is left out
 */
export function batchLoader<Value>(
  loadMany: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): BatchLoader<Value> {
  const asked = new Map<string, Promise<Value | null>>();
  let gathering: { keys: string[]; found: Promise<ReadonlyMap<string, Value>> } | null = null;
  const gather = () => {
    const keys: string[] = [];
    const found = everybodyAsked().then(() => {
      gathering = null;
      return loadMany(keys);
    });
    return { keys, found };
  };
  return {
    load(key) {
      const known = asked.get(key);
      if (known) return known;
      gathering ??= gather();
      gathering.keys.push(key);
      const value = gathering.found.then((found) => found.get(key) ?? null);
      asked.set(key, value);
      return value;
    },
  };
}
