import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { toHex } from "@unlatch/core/bytes";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { composeApplication } from "../composition-root.ts";
import { readConfig } from "../config.ts";
import { systemClock } from "../platform/clock.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { openInstallation } from "../start/open-installation.ts";
import { aCard, aProfile, type BuiltCard } from "../test-support/builders.ts";
import { softToken } from "../test-support/soft-token.ts";
import { runCommandLine } from "./run-command-line.ts";

const directory = mkdtempSync(join(tmpdir(), "unlatch-cli-keys-"));
const token = softToken(directory);
if (token === null)
  console.warn(
    "SKIPPED: no token was tried. Install softhsm2, and build pkcs11js with pnpm --filter @unlatch/api build:pkcs11.",
  );
const types = ["hid-crescendo-3des", "piv-9b-aes128", "piv-9b-aes192", "piv-9b-aes256"] as const;
const inFile = { UNLATCH_DATA_DIR: directory, UNLATCH_MODE: "production" };
const inToken = {
  ...inFile,
  UNLATCH_PKCS11_MODULE: token?.place.module ?? "",
  UNLATCH_PKCS11_TOKEN_LABEL: token?.place.tokenLabel ?? "",
  UNLATCH_PKCS11_PIN_FILE: token?.place.pinFile ?? "",
};
let cards: (BuiltCard & { readonly type: (typeof types)[number] })[];

async function opened<T>(
  environment: NodeJS.ProcessEnv,
  use: (app: ReturnType<typeof composeApplication>) => Promise<T>,
) {
  const { database, kek } = await openInstallation(readConfig(environment, directory));
  const site = { organisation: "", helpDesk: null, mode: "PRODUCTION", version: "", practiceCards: false } as const;
  try {
    return await use(composeApplication({ database, kek, site, clock: systemClock, random: systemRandom }));
  } finally {
    await database.close();
    await kek.provider.close();
  }
}

async function unlatch(words: string, environment: NodeJS.ProcessEnv = inFile): Promise<string> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const input = Readable.from([]);
  await runCommandLine({ parts: words.split(" "), environment, directory, input, say, progress: say });
  return said.join("\n");
}

/** The cards that do not answer as they must. */
const unanswered = (environment: NodeJS.ProcessEnv) =>
  opened(environment, async ({ vault, reader }) => {
    const wrong: string[] = [];
    for (const { id, type, adminKey } of cards) {
      const cardType = cardTypeNamed(type);
      const challenge = systemRandom.bytes(cardType.challengeLengths[0] ?? 8);
      const used = await vault.respond(reader, { cardId: id, cardType }, challenge);
      const expected = toHex(respond(cardType, adminKey, challenge));
      if (used.type !== "KeyUsed" || toHex(used.value) !== expected) wrong.push(`${type} ${JSON.stringify(used)}`);
    }
    return wrong;
  });

describe.runIf(inject("postgresServer") === null)("unlatch keys", () => {
  beforeAll(async () => {
    await opened(inFile, async (application) => {
      const { kekId } = application.keys.provider;
      const installed = { mode: "production", kekId, createdAt: new Date() } as const;
      await application.unitOfWork.unaudited((sql) => installationRepository(sql).add(installed));
      cards = [];
      for (const type of types) {
        const profile = await aProfile(application, { cardType: type });
        for (let index = 0; index < 3; index += 1) cards.push({ ...(await aCard(application, { profile })), type });
      }
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test("list shows data keys and states, and no key", async () => {
    const said = await unlatch("keys list");
    expect(said).toMatch(/^The key-encryption key is [0-9a-f]{16} \(file\)\.$/m);
    expect(said).toMatch(/^ADMIN_KEYS +1 +ACTIVE +[0-9a-f-]{36} +12 +2\d{3}-\d\d-\d\d$/m);
    expect(said).not.toContain(toHex(cards[0]!.adminKey).slice(0, 10));
  });

  test("rotate seals everything anew and shows how far it is", async () => {
    const said = await unlatch("keys rotate");
    expect(said).toContain("New data keys seal from now on.");
    expect(said).toMatch(/\[#{24}\] 100 % {2}12 of 12/);
    expect(said).toContain("12 admin keys are sealed anew.");
    expect(await unanswered(inFile)).toEqual([]);
  });

  test("destroy refuses a data key that seals, and takes one away that nothing needs", async () => {
    const listed = await unlatch("keys list");
    const idOf = (state: string) => new RegExp(`^ADMIN_KEYS .*${state} +([0-9a-f-]{36})`, "m").exec(listed)?.[1];
    await expect(unlatch(`keys destroy --data-key ${idOf("ACTIVE")}`)).rejects.toThrow("This data key seals.");
    expect(await unlatch(`keys destroy --data-key ${idOf("DEACTIVATED")}`)).toContain("is destroyed");
    await expect(unlatch("keys destroy --data-key nothing")).rejects.toThrow("There is no data key nothing");
    expect(await unanswered(inFile)).toEqual([]);
  });

  test("selftest tries a key file and says that all is there", async () => {
    const said = await unlatch("keys selftest");
    expect(said).toMatch(/^wraps and unwraps a data key +yes/m);
    expect(said).toContain("Everything that Unlatch needs is there.");
  });

  test("change-kek puts a new key file in the place of the old one, which stays beside it", async () => {
    expect(await unlatch("keys change-kek")).toMatch(/data keys are wrapped under [0-9a-f]{16} \(file\) now\./);
    expect(readdirSync(directory).filter((name) => name.startsWith("unlatch.key"))).toHaveLength(2);
    expect(existsSync(join(directory, "unlatch.key.next"))).toBe(false);
    expect(await unanswered(inFile)).toEqual([]);
  });

  test("a word that it does not know is answered with those it knows", async () => {
    await expect(unlatch("keys burn")).rejects.toThrow(
      "keys takes one of: list, selftest, rotate, change-kek, destroy.",
    );
    await expect(unlatch("keys change-kek --to cloud")).rejects.toThrow("--to must be file or pkcs11.");
  });

  test("settings of a token that are missing are named, one line for each", () => {
    expect(() => readConfig({ ...inFile, UNLATCH_KEK_PROVIDER: "pkcs11" }, directory)).toThrow(
      /^UNLATCH_PKCS11_MODULE: must be set.*\nUNLATCH_PKCS11_TOKEN_LABEL: must be.*\nUNLATCH_PKCS11_PIN_FILE: must be/,
    );
  });

  describe.runIf(token !== null)("with a token", () => {
    const there = { ...inToken, UNLATCH_KEK_PROVIDER: "pkcs11" };

    test("change-kek moves the key-encryption key into it, and the key file is of no use any more", async () => {
      const said = await unlatch("keys change-kek --to pkcs11", inToken);
      expect(said).toContain("Set UNLATCH_KEK_PROVIDER=pkcs11 and start the server again.");
      await expect(unlatch("keys list")).rejects.toThrow("is not the one that this database's keys are sealed under");
      expect(await unanswered(there)).toEqual([]);
    });

    test("a new installation begins in it, without any key file", async () => {
      const fresh = mkdtempSync(join(directory, "fresh-"));
      await opened({ ...there, UNLATCH_DATA_DIR: fresh }, async (application) => {
        const profile = await aProfile(application, { cardType: "piv-9b-aes128" });
        const card = await aCard(application, { profile });
        const asked = { cardId: card.id, cardType: cardTypeNamed("piv-9b-aes128") };
        const challenge = new Uint8Array(16).fill(3);
        const used = await application.vault.respond(application.reader, asked, challenge);
        expect(used).toEqual({ type: "KeyUsed", value: respond(asked.cardType, card.adminKey, challenge) });
        expect(application.keys.provider.kekId).toMatch(/^p11-[0-9a-f]{16}$/);
      });
      expect(readdirSync(fresh).filter((name) => name.endsWith(".key"))).toEqual([]);
    });

    test("selftest prints what it can do", async () => {
      const said = await unlatch("keys selftest", there);
      expect(said).toMatch(/^keeps the key-encryption key to itself +yes/m);
      expect(said).toMatch(
        /^answers a challenge under a 3DES card key inside +yes +KCV [0-9A-F]{6} \(zeros enciphered\)$/m,
      );
      expect(said).toMatch(/^answers a challenge under a AES-256 card key inside +yes +KCV [0-9A-F]{6} \(CMAC\)$/m);
      expect(said).toMatch(/^derives a card's key from a AES-256 master key inside +yes/m);
      expect(said).toMatch(/^keeps a 3DES master key from anything but deriving +yes/m);
    });

    test("rotate brings every card's key into it: it answers inside, and is lent to nobody", async () => {
      await unlatch("keys rotate", there);
      expect(await unanswered(there)).toEqual([]);
      await opened(there, async ({ vault, reader, unitOfWork }) => {
        const rows = await reader.rows<{ token_key_id: string | null }>("SELECT token_key_id FROM admin_keys");
        expect(rows.every(({ token_key_id: id }) => id?.startsWith("p11-cards-"))).toBe(true);
        const card = { cardId: cards[0]!.id, cardType: cardTypeNamed(cards[0]!.type) };
        expect(await vault.withAdminKey(reader, card, (key) => toHex(key))).toEqual({
          type: "KeyTroubled",
          cause: "IN_TOKEN_ONLY",
        });
        await unitOfWork.unaudited((sql) =>
          sql.run("UPDATE admin_keys SET token_key_id = NULL WHERE card_id = ?", [cards[0]!.id]),
        );
        const used = await vault.respond(reader, card, new Uint8Array(8));
        expect(used).toEqual({ type: "KeyTroubled", cause: "SEAL_BROKEN" });
      });
    });
  });
});
