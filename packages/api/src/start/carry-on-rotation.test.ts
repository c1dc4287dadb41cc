import { expect, test } from "vitest";
import type { KeyRotation } from "../keys/index.ts";
import { makeLogger } from "../platform/logger.ts";
import { carryOnRotation } from "./carry-on-rotation.ts";

const logged: string[] = [];
const logger = makeLogger("debug", { write: (line) => void logged.push(line) });
const step = (state: KeyRotation["state"]) => ({ state }) as KeyRotation;
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Keys of which so many steps are left. */
function keysWith(steps: number) {
  let left = steps;
  const rotateSome = async () => {
    if (left === 0) return null;
    left -= 1;
    return step(left === 0 ? "DONE" : "RUNNING");
  };
  return { keys: { rotateSome } as never, left: () => left };
}

test("goes on until the rotation is done, however often it is asked", async () => {
  const { keys, left } = keysWith(3);
  const rotation = carryOnRotation({ keys }, logger);
  rotation.ask();
  rotation.ask();
  await soon(250);
  expect(left()).toBe(0);
  await rotation.stop();
});

test("ends with the step at hand when the server stops", async () => {
  const { keys, left } = keysWith(1_000_000);
  const rotation = carryOnRotation({ keys }, logger);
  rotation.ask();
  await soon(60);
  await rotation.stop();
  const then = left();
  await soon(80);
  expect(then).toBeGreaterThan(900_000);
  expect(left()).toBe(then);
});

test("logs a fault and tries again when it is asked the next time", async () => {
  let asked = 0;
  const rotateSome = async () => {
    asked += 1;
    if (asked === 1) throw new Error("The key-encryption key is not at hand.");
    return step("DONE");
  };
  const rotation = carryOnRotation({ keys: { rotateSome } as never }, logger);
  rotation.ask();
  await soon(30);
  rotation.ask();
  await soon(30);
  expect(asked).toBe(2);
  expect(logged.join()).toContain("is not at hand");
  await rotation.stop();
});
