import assert from "node:assert/strict";
import { test } from "node:test";
import { isNodeNewEnough } from "./project.mjs";
import { runSteps } from "./run-steps.mjs";
import { totalOf } from "./total-of.mjs";

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const passes = async () => ({ isPassed: true, output: "" });

async function quietly(work) {
  const { log } = console;
  const lines = [];
  console.log = (line) => lines.push(line);
  try {
    return { lines, value: await work() };
  } finally {
    console.log = log;
  }
}

test("never more steps at once than allowed, and never two of one lane", async () => {
  let most = 0;
  const running = [];
  const step = (name, lane) => ({
    name,
    lane,
    run: async () => {
      assert.ok(!running.includes(lane));
      running.push(lane);
      most = Math.max(most, running.length);
      await wait(5);
      running.splice(running.indexOf(lane), 1);
      return { isPassed: true, output: "" };
    },
  });
  const steps = [step("a", "web"), step("b", "web"), step("c", "api"), step("d", "core"), step("e", "web")];
  const { value } = await quietly(() => runSteps(steps, { atOnce: 2 }));
  assert.equal(most, 2);
  assert.deepEqual(
    value.map(({ name, isPassed }) => [name, isPassed]),
    steps.map(({ name }) => [name, true]),
  );
});

test("a step that throws fails and stops no other", async () => {
  const broken = { name: "broken", run: () => Promise.reject(new Error("no disk")) };
  const { value, lines } = await quietly(() => runSteps([broken, { name: "sound", run: passes }]));
  assert.deepEqual(
    value.map(({ isPassed }) => isPassed),
    [false, true],
  );
  assert.match(lines.join("\n"), /no disk/);
});

test("only a failed step shows what it said", async () => {
  const talk = (isPassed, output) => ({ name: output, run: async () => ({ isPassed, output }) });
  const { lines } = await quietly(() => runSteps([talk(true, "quiet"), talk(false, "loud")], { widthOfNames: 0 }));
  assert.equal(lines.filter((line) => line.trim() === "loud").length, 1);
  assert.equal(lines.filter((line) => line.trim() === "quiet").length, 0);
});

test("a suite counts its tests and every other step counts as one", () => {
  const results = [
    { isPassed: true, passed: 40, failed: 0 },
    { isPassed: false, passed: 3, failed: 2 },
    { isPassed: true },
    { isPassed: false },
  ];
  assert.deepEqual(totalOf(results), { passed: 44, failed: 3 });
});

test("Node.js 22.18 is new enough, what came before is not", () => {
  assert.deepEqual(["20.19.0", "22.17.9", "22.18.0", "24.0.0"].map(isNodeNewEnough), [false, false, true, true]);
});
