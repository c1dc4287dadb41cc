import { houseRules } from "./house-rules.mjs";

/** Breaks every rule of the house on purpose and expects it to be noticed; and expects silence where nothing is wrong. */
const filesOf = (texts) => Object.entries(texts).map(([path, text]) => ({ path, text }));
const surprises = houseRules.flatMap((rule) => [
  ...rule.broken
    .filter((texts) => !rule.findingsIn(filesOf(texts)).some((finding) => finding.startsWith(Object.keys(texts)[0])))
    .map((texts) => `Not noticed: ${Object.keys(texts)[0]} (${rule.name})`),
  ...rule.sound
    .flatMap((texts) => rule.findingsIn(filesOf(texts)))
    .map((finding) => `Wrongly accused: ${finding} (${rule.name})`),
]);
for (const surprise of surprises) console.error(surprise);
const count = houseRules.reduce((sum, rule) => sum + rule.broken.length + rule.sound.length, 0);
console.log(`${count - surprises.length} of ${count} probes as expected.`);
process.exitCode = surprises.length === 0 ? 0 : 1;
