import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";

/** How many a person gets. */
export const recoveryCodeCount = 10;

/** Without letters that look like digits or like each other. @see Crockford's Base32 */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/** @returns a new code of 80 random bits, such as `7K3M-92QX-4TZD-8HBA` */
export function newRecoveryCode(random: Random): string {
  const characters = Array.from(random.bytes(length), (byte) => alphabet[byte % alphabet.length]).join("");
  return (characters.match(/.{4}/g) ?? []).join("-");
}

/** @returns the code without its dashes, in one form for every way to type it; null when it is none */
export function readRecoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return plain.length === length && [...plain].every((character) => alphabet.includes(character)) ? plain : null;
}

/** @returns what is done with the recovery codes of people: only keyed hashes of them are kept */
export function makeRecoveryCodes({ seal, random }: { seal: SecretSeal; random: Random }) {
  const hashOf = (userId: string, code: string) => seal.fingerprintOf(`recovery code\0${userId}\0${code}`);
  return {
    /** Makes new codes; those from before are worth nothing. */
    async renew(sql: Sql, userId: string, now: Date): Promise<string[]> {
      await sql.run("DELETE FROM recovery_codes WHERE user_id = ?", [userId]);
      const codes = Array.from({ length: recoveryCodeCount }, () => newRecoveryCode(random));
      for (const code of codes) {
        const text = "INSERT INTO recovery_codes (code_hash, user_id, created_at) VALUES (?, ?, ?)";
        await sql.run(text, [hashOf(userId, readRecoveryCode(code) ?? ""), userId, now]);
      }
      return codes;
    },
    /** Takes a code, once. @returns whether it was one of the person's */
    async take(sql: Sql, userId: string, typed: string): Promise<boolean> {
      const code = readRecoveryCode(typed);
      if (code === null) return false;
      const text = "DELETE FROM recovery_codes WHERE code_hash = ? AND user_id = ?";
      return (await sql.run(text, [hashOf(userId, code), userId])) === 1;
    },
    async removeAllOf(sql: Sql, userId: string): Promise<void> {
      await sql.run("DELETE FROM recovery_codes WHERE user_id = ?", [userId]);
    },
  };
}

/** What is done with recovery codes. */
export type RecoveryCodes = ReturnType<typeof makeRecoveryCodes>;
