import { createServer, type IncomingMessage } from "node:http";
import { toHex, wipe } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { readChallenge } from "@unlatch/core/challenge/read";
import { respond } from "@unlatch/core/challenge/respond";
import { groupsOfFour } from "@unlatch/core/challenge/show";
import { cardKeyCheckValue } from "@unlatch/core/keys/check-value";
import { open } from "@unlatch/core/keys/seal";
import Database from "better-sqlite3";
import { hashOfToken } from "../src/identity/sessions/session-token.ts";
import { makeKeyVault, readKekFile } from "../src/keys/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { systemRandom } from "../src/platform/random.ts";

/**
 * The yardstick: what is left when everything but the work itself is taken away. Bare `node:http`, prepared statements on
 * the same tables, the same reads, the same cryptography and the same writes, one durable commit per request. It has no
 * schema, no limits, no refusals and no second database, and nobody should run it.
 */
const directory = process.env["UNLATCH_DATA_DIR"] ?? "";
const db = new Database(`${directory}/unlatch.sqlite`);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("foreign_keys = ON");
const kek = readKekFile(`${directory}/unlatch.key`, systemRandom);
const vault = makeKeyVault({ kek, clock: systemClock, random: systemRandom });
const wrapped = db.prepare("SELECT * FROM data_keys WHERE purpose = 'ADMIN_KEYS' AND state = 'ACTIVE'").get() as Row;
const dataKey = await kek.provider.unwrap(
  { kekId: wrapped["kek_id"], wrapped: wrapped["wrapped"] },
  { id: wrapped["id"], purpose: wrapped["purpose"], epoch: wrapped["epoch"] },
);

const find = {
  session: db.prepare(
    "SELECT s.last_seen_at, s.expires_at, u.id, u.username, u.display_name, u.role, u.state FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?",
  ),
  process: db.prepare("SELECT * FROM processes WHERE id = ?"),
  card: db.prepare("SELECT * FROM cards WHERE id = ?"),
  user: db.prepare("SELECT * FROM users WHERE id = ?"),
  profile: db.prepare("SELECT * FROM card_profiles WHERE id = ?"),
  commands: db.prepare("SELECT * FROM additional_commands WHERE profile_id = ?"),
  key: db.prepare("SELECT * FROM admin_keys WHERE card_id = ? ORDER BY key_version DESC LIMIT 1"),
  answered: db.prepare("SELECT answered_at FROM processes WHERE card_id = ? AND challenge_fingerprint = ? AND id <> ?"),
  cards: db.prepare("SELECT * FROM cards WHERE holder_id = ? ORDER BY serial_number LIMIT 21"),
};
const write = {
  process: db.prepare(
    "UPDATE processes SET state = 'RESPONSE_SHOWN', answered_at = ?, challenge_sealed = ?, challenge_fingerprint = ? WHERE id = ?",
  ),
  audit: db.prepare(
    `INSERT INTO audit_events (id, at, action, outcome, was_refused, actor_id, actor_name, actor_name_key, card_id, serial_number, profile_id, profile_name, process_id, reference, facts)
     VALUES (?, ?, 'process.submitChallenge', 'ChallengeAnswered', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')`,
  ),
};

type Row = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

const release = db.transaction((person: Row, input: { processId: string; challenge: string }) => {
  const run = find.process.get(input.processId) as Row;
  const card = find.card.get(run["card_id"]) as Row;
  const user = find.user.get(person["id"]) as Row;
  const profile = find.profile.get(card["profile_id"]) as Row;
  const commands = find.commands.all(profile["id"]) as Row[];
  const isAllowed = card["holder_id"] === user["id"] && card["state"] === "ACTIVE" && commands.length > 0;
  const type = cardTypeNamed(profile["card_type"]);
  const challenge = readChallenge(input.challenge, type.challengeLengths);
  if (!isAllowed || challenge.type !== "ChallengeRead") throw new Error("refused");
  const fingerprint = vault.fingerprintOf(card["id"], challenge.bytes);
  if (find.answered.get(card["id"], fingerprint, run["id"]) !== undefined) throw new Error("refused");
  const kept = find.key.get(card["id"]) as Row;
  const bound = [
    "admin_keys",
    1,
    card["id"],
    kept["key_version"],
    kept["algorithm"],
    kept["check_value"],
    kept["data_key_id"],
  ];
  const key = open({ key: dataKey, associatedData: bound, envelope: kept["sealed"] });
  if (cardKeyCheckValue(type, key) !== kept["check_value"]) throw new Error("refused");
  const response = toHex(respond(type, key, challenge.bytes));
  wipe(key);
  const now = new Date().toISOString();
  write.process.run(now, Buffer.from(vault.sealChallenge(run["id"], challenge.bytes)), fingerprint, run["id"]);
  write.audit.run(
    systemRandom.id(),
    now,
    user["id"],
    user["username"],
    user["username"],
    card["id"],
    card["serial_number"],
    profile["id"],
    profile["name"],
    run["id"],
    run["reference"],
  );
  return {
    process: { id: run["id"], state: "RESPONSE_SHOWN" },
    response: { hex: response, groups: groupsOfFour(response) },
  };
});

function viewerCards(person: Row) {
  const cards = find.cards.all(person["id"]) as Row[];
  const nodes = cards.map((card) => {
    const profile = find.profile.get(card["profile_id"]) as Row;
    const commands = find.commands.all(profile["id"]) as Row[];
    const possibleActions = commands
      .filter(({ state }) => state === card["state"])
      .map(({ process: name }) => ({ process: { symbolicName: name, name } }));
    return {
      id: card["id"],
      serialNumber: card["serial_number"],
      label: card["label"],
      state: card["state"],
      possibleActions,
    };
  });
  return { viewer: { user: { displayName: person["display_name"] }, cards: { nodes } } };
}

async function bodyOf(request: IncomingMessage): Promise<{ variables?: { input: never } }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

createServer(async (request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.method === "GET") return response.end("{}");
  try {
    const { variables } = await bodyOf(request);
    const token = /unlatch=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const person = find.session.get(hashOfToken(token)) as Row;
    if (new Date(person["expires_at"]) < new Date()) throw new Error("signed out");
    const data = variables ? { submitChallenge: release.immediate(person, variables.input) } : viewerCards(person);
    return response.end(JSON.stringify({ data }));
  } catch {
    response.statusCode = 500;
    return response.end("{}");
  }
}).listen(Number(process.env["PORT"]), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
