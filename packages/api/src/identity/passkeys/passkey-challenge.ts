import { timingSafeEqual } from "node:crypto";
import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";

/** How long somebody has to touch their authenticator. */
export const challengeLifeMs = 5 * 60 * 1000;

const randomLength = 16;
const timeLength = 6;
const tagLength = 16;
const challengeForm = /^[\w-]{51}$/;

/** What a challenge is for: it is good for nothing else, and for nobody else's session. */
export type ChallengePurpose = `SIGN_IN` | `PENDING ${string}` | `STEP_UP ${string}` | `ADD ${string}`;

/** A challenge that an authenticator signed. */
export interface GivenChallenge {
  readonly challenge: string;
  readonly purpose: ChallengePurpose;
  readonly now: Date;
}

/**
 * Makes challenges that authenticators sign. Each carries its end and a keyed tag over what it is for, so that a stranger
 * who asks for many leaves nothing behind; what is kept is that one was used, until it would have ended anyway.
 *
 * @see docs/adr on passkey challenges
 */
export function makePasskeyChallenges({ seal, random }: { seal: SecretSeal; random: Random }) {
  const tagOf = (purpose: ChallengePurpose, head: Uint8Array) =>
    Buffer.from(
      seal.fingerprintOf(`passkey challenge\0${purpose}\0${Buffer.from(head).toString("hex")}`),
      "hex",
    ).subarray(0, tagLength);
  return {
    /** @returns a challenge, base64url */
    issue(purpose: ChallengePurpose, now: Date): string {
      const time = Buffer.alloc(timeLength);
      time.writeUIntBE(now.getTime() + challengeLifeMs, 0, timeLength);
      const head = Buffer.concat([random.bytes(randomLength), time]);
      return Buffer.concat([head, tagOf(purpose, head)]).toString("base64url");
    },
    /** Whether a challenge is ours, for this, and not over. It may have been used already. */
    isGood(challenge: string, purpose: ChallengePurpose, now: Date): boolean {
      if (!challengeForm.test(challenge)) return false;
      const bytes = Buffer.from(challenge, "base64url");
      if (bytes.toString("base64url") !== challenge) return false;
      const head = bytes.subarray(0, randomLength + timeLength);
      const isOurs = timingSafeEqual(tagOf(purpose, head), bytes.subarray(head.length));
      return isOurs && endIn(head) > now;
    },
    /** Whether a good challenge was used before. */
    async wasUsed(sql: Sql, challenge: string): Promise<boolean> {
      return (await sql.row("SELECT 1 AS one FROM passkey_challenges WHERE challenge = ?", [challenge])) !== null;
    },
    /** Uses a good challenge. @returns false when it was used before, or ended since it was looked at */
    async use(sql: Sql, { challenge, purpose, now }: GivenChallenge): Promise<boolean> {
      const end = endIn(Buffer.from(challenge, "base64url"));
      if (end <= now) return false;
      await sql.run("DELETE FROM passkey_challenges WHERE expires_at < ?", [now]);
      const written = await sql.run(
        "INSERT INTO passkey_challenges (challenge, purpose, expires_at) VALUES (?, ?, ?) ON CONFLICT (challenge) DO NOTHING",
        [challenge, purpose, end],
      );
      return written === 1;
    },
  };
}

/** What makes and uses challenges for authenticators. */
export type PasskeyChallenges = ReturnType<typeof makePasskeyChallenges>;

const endIn = (head: Buffer) => new Date(head.readUIntBE(randomLength, timeLength));
