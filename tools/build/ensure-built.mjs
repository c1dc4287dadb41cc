import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run/project.mjs";
import { runScript } from "../run/run-command.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { parts } from "./parts.mjs";

const stamps = join(root, "node_modules", ".cache", "unlatch", "built");
const secondsBetweenSigns = 10;

/**
 * Builds what is out of date, and nothing else; says what it is doing while it takes long.
 *
 * @param {{ say: (line: string) => void }} options - where a person reads
 * @returns {Promise<boolean>} whether everything is there now
 */
export async function ensureBuilt({ say }) {
  const stale = parts.map((part) => ({ ...part, sourcePrint: fingerprint(root, part.sources) })).filter(isStale);
  if (stale.length === 0) return true;
  const outcomes = await Promise.all(stale.map((part) => build(part, say)));
  return outcomes.every(Boolean);
}

function stampOf(part) {
  return join(stamps, part.folder.replaceAll("/", "-"));
}

function isStale(part) {
  const stamp = stampOf(part);
  if (!part.results.every((file) => existsSync(join(root, file)))) return true;
  return !existsSync(stamp) || readFileSync(stamp, "utf8") !== part.sourcePrint;
}

async function build(part, say) {
  const startedAt = Date.now();
  const secondsSince = () => Math.round((Date.now() - startedAt) / 1000);
  say(`Building ${part.name} ...`);
  const signs = setInterval(
    () => say(`Still building ${part.name} (${secondsSince()} s) ...`),
    secondsBetweenSigns * 1000,
  );
  rmSync(stampOf(part), { force: true });
  const { exitCode, output, seconds } = await runScript(part.folder, "build");
  clearInterval(signs);
  const missing = part.results.filter((file) => !existsSync(join(root, file)));
  if (exitCode !== 0 || missing.length > 0) {
    say(output.trimEnd());
    say(`Building ${part.name} failed${exitCode === 0 ? `: ${missing.join(" and ")} did not appear` : ""}.`);
    return false;
  }
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stampOf(part), part.sourcePrint);
  say(`Built ${part.name} in ${seconds.toFixed(1)} s.`);
  return true;
}
