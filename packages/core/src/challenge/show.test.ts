import { expect, test } from "vitest";
import { groupsOfFour, spellingOf } from "./show.ts";

test("groups of four, as Windows shows a challenge", () => {
  expect(groupsOfFour("1603EBDF1C8A2E72")).toEqual(["1603", "EBDF", "1C8A", "2E72"]);
  expect(groupsOfFour("1603EB")).toEqual(["1603", "EB"]);
  expect(groupsOfFour("")).toEqual([]);
});

test("a character outside the basic plane stays whole in its group", () => {
  expect(groupsOfFour("160\u{1F600}EBDF")).toEqual(["160\u{1F600}", "EBDF"]);
});

test("every digit has a word to read aloud", () => {
  expect(spellingOf("35F7")).toEqual([["three", "five", "Foxtrot", "seven"]]);
  expect(spellingOf("0123456789abcdef").flat()).toEqual(
    "zero one two three four five six seven eight nine Alfa Bravo Charlie Delta Echo Foxtrot".split(" "),
  );
});

test("refuses to spell what is no digit", () => {
  expect(() => spellingOf("160O")).toThrow(RangeError);
});
