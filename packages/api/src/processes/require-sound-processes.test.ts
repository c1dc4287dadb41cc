import { processDefinitions } from "@unlatch/core/process/definitions";
import { expect, test } from "vitest";
import { requireSoundProcesses } from "./require-sound-processes.ts";

test("the processes of this version agree with each other and with the states of a card", () => {
  expect(() => requireSoundProcesses()).not.toThrow();
});

test("two processes of one symbolic name stop the start", () => {
  expect(() => requireSoundProcesses([...processDefinitions, ...processDefinitions.slice(0, 1)])).toThrow(
    processDefinitions[0]!.symbolicName,
  );
});

test("a state graph without its arrows stops the start", () => {
  expect(() => requireSoundProcesses(processDefinitions, [])).toThrow(RangeError);
});
