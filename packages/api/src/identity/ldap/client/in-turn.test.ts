import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

test("lets so many go ahead at once, and everybody in the end, also after a fault", async () => {
  const turn = inTurn(3);
  let [running, most] = [0, 0];
  const piece = (index: number) =>
    turn(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, index % 5));
      running -= 1;
      if (index % 4 === 0) throw new Error(`piece ${index}`);
      return index;
    });
  const ended = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => piece(index)));
  expect(most).toBe(3);
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
  expect(await piece(41)).toBe(41);
});

test("goes on in the order in which they came", async () => {
  const turn = inTurn(1);
  const order: number[] = [];
  await Promise.all([3, 1, 2].map((index) => turn(async () => void order.push(index))));
  expect(order).toEqual([3, 1, 2]);
});
