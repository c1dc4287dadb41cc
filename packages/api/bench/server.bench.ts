import "reflect-metadata";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import Database from "better-sqlite3";
import { type PreparedRelease, preparedInstallation, product, started } from "./prepared-installation.ts";

/**
 * Measures the built product beside the yardstick, in turns and in the same run: the full release of a response (session
 * → checks → response → audit entry, durable) and `viewer { cards }`. Prints requests a second, p99 and the ratios.
 * Run it with `pnpm bench`; the arguments are the number of releases in a round and the number of rounds.
 */
const releases = Number(process.argv[2] ?? 8000);
const rounds = Number(process.argv[3] ?? 3);
const connections = 32;
const port = 42_000 + Math.floor(Math.random() * 2000);

const submitDocument =
  "mutation Submit($input: SubmitChallengeInput!) { submitChallenge(input: $input) { __typename ... on ChallengeAnswered { process { id state } response { hex groups } } ... on Refusal { code message } } }";
const viewerDocument =
  "query Viewer { viewer { user { displayName } cards(first: 20) { nodes { id serialNumber label state possibleActions { process { symbolicName name } } } } } }";

interface Result {
  readonly perSecond: number;
  readonly p99: number;
}

type Contestant = "unlatch" | "yardstick";
const yardstick = (directory: string) =>
  started(["--import", "@oxc-node/core/register", fileURLToPath(new URL("./yardstick-server.ts", import.meta.url))], {
    UNLATCH_DATA_DIR: directory,
    PORT: String(port),
  });

const headersFor = (release: PreparedRelease) => ({
  "content-type": "application/json",
  accept: "application/json",
  cookie: release.cookie,
});

async function loaded(
  origin: string,
  amount: number,
  bodyOf: (index: number) => { release: PreparedRelease; body: string },
): Promise<Result> {
  let next = 0;
  let lastAnswerAt = 0;
  const startedAt = performance.now();
  const failures: string[] = [];
  const result = await autocannon({
    url: `${origin}/graphql`,
    connections,
    amount,
    requests: [
      {
        method: "POST",
        setupRequest: (request) => {
          const { release, body } = bodyOf(next++ % amount);
          return { ...request, headers: headersFor(release), body };
        },
        onResponse: (status, body) => {
          lastAnswerAt = performance.now();
          if (status !== 200 || body.includes('"code"') || body.includes('"errors"'))
            failures.push(`${status} ${body.slice(0, 120)}`);
        },
      },
    ],
  });
  if (failures.length > 0) throw new Error(`${failures.length} requests failed, such as: ${failures[0]}`);
  return { perSecond: amount / ((lastAnswerAt - startedAt) / 1000), p99: result.latency.p99 };
}

async function round(contestant: Contestant, template: string, prepared: readonly PreparedRelease[]) {
  const directory = await mkdtemp(join(tmpdir(), "unlatch-bench-"));
  await cp(template, directory, { recursive: true });
  const server = await (contestant === "unlatch" ? product(directory, port) : yardstick(directory));
  try {
    const viewer = (index: number) => ({
      release: prepared[index % prepared.length] as PreparedRelease,
      body: JSON.stringify({ query: viewerDocument }),
    });
    const submit = (index: number) => {
      const release = prepared[index] as PreparedRelease;
      const input = { processId: release.processId, challenge: release.challenge };
      return { release, body: JSON.stringify({ query: submitDocument, variables: { input } }) };
    };
    await loaded(server.origin, 500, viewer);
    const released = await loaded(server.origin, prepared.length, submit);
    const viewed = await loaded(server.origin, prepared.length, viewer);
    return { released, viewed };
  } finally {
    await server.stop();
    requireDurable(directory, prepared.length);
    await rm(directory, { recursive: true });
  }
}

/** A number for work that was not done would be worth nothing. */
function requireDurable(directory: string, expected: number): void {
  const db = new Database(`${directory}/unlatch.sqlite`, { readonly: true });
  const { n } = db.prepare("SELECT count(*) AS n FROM audit_events WHERE outcome = 'ChallengeAnswered'").get() as {
    n: number;
  };
  db.close();
  if (n !== expected) throw new Error(`${expected} responses were answered, but ${n} have an audit entry.`);
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(title: string, results: Record<Contestant, Result[]>): void {
  const figure = (contestant: Contestant, what: keyof Result) =>
    median(results[contestant].map((result) => result[what]));
  console.log(`\n${title}`);
  for (const contestant of ["unlatch", "yardstick"] as const) {
    const spread = results[contestant].map(({ perSecond }) => Math.round(perSecond)).join(", ");
    console.log(
      `  ${contestant.padEnd(9)} ${figure(contestant, "perSecond").toFixed(0).padStart(7)} requests/s   p99 ${figure(contestant, "p99").toFixed(0).padStart(4)} ms   (rounds: ${spread})`,
    );
  }
  const ratio = figure("unlatch", "perSecond") / figure("yardstick", "perSecond");
  console.log(`  ratio     ${ratio.toFixed(2)} × the yardstick`);
}

const template = await mkdtemp(join(tmpdir(), "unlatch-bench-template-"));
try {
  console.log(`Preparing ${releases} cards with an open process each ...`);
  const prepared = await preparedInstallation(template, port, releases);
  const released: Record<Contestant, Result[]> = { unlatch: [], yardstick: [] };
  const viewed: Record<Contestant, Result[]> = { unlatch: [], yardstick: [] };
  for (let index = 0; index < rounds; index += 1) {
    for (const contestant of ["unlatch", "yardstick"] as const) {
      const result = await round(contestant, template, prepared);
      released[contestant].push(result.released);
      viewed[contestant].push(result.viewed);
    }
  }
  console.log(
    `\nSQLite, synchronous=FULL, ${connections} connections, ${cpus().length} cores, Node ${process.version}, median of ${rounds} rounds`,
  );
  report("Full release: session → checks → response → audit entry, durable", released);
  report("viewer { cards { possibleActions } }", viewed);
} finally {
  await rm(template, { recursive: true, force: true });
}
