import { expect, test } from "vitest";
import { batchLoader, perRequest } from "./per-request.ts";
import type { RequestContext } from "./request-context.ts";

const counted = () => {
  const asked: (readonly string[])[] = [];
  const loader = batchLoader(async (keys: readonly string[]) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== "gone").map((key) => [key, key.toUpperCase()]));
  });
  return { asked, loader };
};

test("what many ask for in one turn is loaded at once, each key once", async () => {
  const { asked, loader } = counted();
  const later = Promise.resolve().then(() => Promise.resolve().then(() => loader.load("c")));
  expect(await Promise.all([loader.load("a"), loader.load("b"), loader.load("a"), later])).toEqual([
    "A",
    "B",
    "A",
    "C",
  ]);
  expect(asked).toEqual([["a", "b", "c"]]);
});

test("what was loaded is not loaded again, and what is not there is null", async () => {
  const { asked, loader } = counted();
  expect(await loader.load("gone")).toBeNull();
  expect(await loader.load("gone")).toBeNull();
  expect(await loader.load("d")).toBe("D");
  expect(asked).toEqual([["gone"], ["d"]]);
});

test("a failure reaches everybody who asked", async () => {
  const loader = batchLoader(() => Promise.reject(new Error("no database")));
  const both = await Promise.allSettled([loader.load("a"), loader.load("b")]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("is kept for one request and never for another", () => {
  const of = perRequest(() => ({}));
  const [one, other] = [{} as RequestContext, {} as RequestContext];
  expect(of(one)).toBe(of(one));
  expect(of(one)).not.toBe(of(other));
});
