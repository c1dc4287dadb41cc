import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReference, readReference, referenceFrom } from "./reference.ts";

const alphabet = Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const reference = fc.uint8Array({ minLength: 4, maxLength: 8 }).map(referenceFrom);
const places = [3, 4, 5, 6, 8, 9];

test("a reference has the form people know and checks itself", () => {
  fc.assert(
    fc.property(reference, (text) => {
      expect(text).toMatch(/^UB-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(isReference(text)).toBe(true);
    }),
  );
  expect(isReference("UB-7K3M-92")).toBe(true);
});

test("25 random bits make 2^25 references: none of the first symbols is fixed", () => {
  const texts = Array.from({ length: 4096 }, (_, index) => {
    const random = new Uint8Array(4);
    new DataView(random.buffer).setUint32(0, (index * 2_654_435_761) >>> 0);
    return referenceFrom(random);
  });
  expect(places.slice(0, 5).map((place) => new Set(texts.map((text) => text[place])).size)).toEqual([
    32, 32, 32, 32, 32,
  ]);
});

test("every single wrong symbol is noticed", () => {
  fc.assert(
    fc.property(reference, (text) => {
      for (const place of places) {
        for (const symbol of alphabet.filter((candidate) => candidate !== text[place])) {
          expect(readReference(replaced(text, place, symbol))).toBeNull();
        }
      }
    }),
  );
});

test("every two symbols that changed places are noticed", () => {
  fc.assert(
    fc.property(reference, fc.constantFrom(...places), fc.constantFrom(...places), (text, one, other) => {
      const swapped = replaced(replaced(text, one, text[other] ?? ""), other, text[one] ?? "");
      expect(readReference(swapped)).toBe(text[one] === text[other] ? text : null);
    }),
  );
});

describe("reads a reference as people give it", () => {
  test.each([
    "UB-7K3M-92",
    "ub-7k3m-92",
    "UB 7K3M 92",
    "ub7k3m92",
    "7K3M-92",
    " 7k3m 9 2 ",
    "UB–7K3M–92",
    "ＵＢ-７Ｋ３Ｍ-９２",
  ])("%j", (typed) => {
    expect(readReference(typed)).toBe("UB-7K3M-92");
  });

  test("with O for 0, and I or L for 1", () => {
    const withBoth = Array.from({ length: 4000 }, (_, index) =>
      referenceFrom(Uint8Array.of(0, index >> 8, index, 0)),
    ).find((text) => text.slice(3).includes("0") && text.slice(3).includes("1"));
    expect(withBoth).toBeDefined();
    const body = withBoth?.slice(3) ?? "";
    for (const one of ["I", "l", "L", "i"]) {
      expect(readReference(body.replaceAll("0", "o").replaceAll("1", one))).toBe(withBoth);
    }
  });

  test.each(["", "UB", "UB-7K3M-93", "UB-7K3M-9", "UB-7K3M-922", "UB-7K3U-92", "XX-7K3M-92", "UB-7K3M-9é"])(
    "%j is none",
    (typed) => {
      expect(readReference(typed)).toBeNull();
      expect(isReference(typed)).toBe(false);
    },
  );
});

test("only the form that is shown is a reference for machines", () => {
  expect(isReference("ub-7k3m-92")).toBe(false);
  expect(isReference("7K3M92")).toBe(false);
});

test("refuses too little randomness", () => {
  expect(() => referenceFrom(new Uint8Array(3))).toThrow("expected at least 4 bytes, got 3");
});

function replaced(text: string, place: number, symbol: string): string {
  return text.slice(0, place) + symbol + text.slice(place + 1);
}
