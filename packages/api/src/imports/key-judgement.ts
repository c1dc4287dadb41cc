import { equalInConstantTime } from "@unlatch/core/bytes";
import type { CardType } from "@unlatch/core/challenge/card-types";
import type { ImportProblem } from "@unlatch/core/import/import-problem";
import { weaknessOf } from "@unlatch/core/keys/canonical-key";
import { checkValue, type CheckValueConvention } from "@unlatch/core/keys/check-value";
import type { ImportSettings } from "./import-settings.ts";

type Choices = Pick<ImportSettings, "takesDefaultKeys" | "takesTwoKeyKeys">;

/** @returns what is wrong with a key for a kind of card, or worth a look, and whether it has the KCV of the file */
export function keyProblems(
  key: Uint8Array,
  card: { readonly cardType: CardType; readonly keyCheckValue: string },
  choices: Choices,
): ImportProblem[] {
  const { keyLengths, cipher } = card.cardType;
  const about = (code: ImportProblem["code"], fact = ""): ImportProblem => ({ code, column: "ADMIN_KEY", fact });
  if (keyLengths.length > 0 && !keyLengths.includes(key.length)) {
    return [about("KEY_WRONG_LENGTH", `${key.length} bytes; cards of this kind take ${keyLengths.join(" or ")}`)];
  }
  if (cipher === "NONE") return [];
  const weakness = weaknessProblem(key, cipher, choices);
  const differs = checkValueProblem(key, card);
  return [...(weakness === null ? [] : [about(weakness)]), ...(differs === null ? [] : [differs])];
}

/** @returns that a key has another KCV than the file says, by whichever convention; null when it fits or none is given */
export function checkValueProblem(
  key: Uint8Array,
  { cardType: { cipher }, keyCheckValue }: { readonly cardType: CardType; readonly keyCheckValue: string },
): ImportProblem | null {
  if (cipher === "NONE" || keyCheckValue === "") return null;
  const conventions: readonly CheckValueConvention[] = ["ENCRYPTED_ZEROS", "CMAC", "ENCRYPTED_ONES"];
  const values = conventions.map((convention) => checkValue(cipher, convention, key));
  const said = keyCheckValue.slice(0, 6);
  if (values.some((value) => value.startsWith(said))) return null;
  const fact = cipher === "3DES" ? (values[0] ?? "") : `${values[0]} (or ${values[1]} by CMAC)`;
  return { code: "CHECK_VALUE_DIFFERS", column: "KEY_CHECK_VALUE", fact };
}

function weaknessProblem(key: Uint8Array, cipher: string, choices: Choices): ImportProblem["code"] | null {
  const weakness = weaknessOf(key);
  if (weakness === "CONSTANT" || weakness === "VENDOR_DEFAULT") {
    return choices.takesDefaultKeys ? "DEFAULT_KEY_TAKEN" : "KEY_IS_DEFAULT";
  }
  if (cipher !== "3DES") return null;
  if (weakness === "SINGLE_DES") return "KEY_IS_SINGLE_DES";
  if (!isTwoKey(key)) return null;
  return choices.takesTwoKeyKeys ? "TWO_KEY_TAKEN" : "KEY_IS_TWO_KEY";
}

/** Parity bits do not count. */
function isTwoKey(key: Uint8Array): boolean {
  if (key.length === 16) return true;
  const plain = key.map((byte) => byte & 0xfe);
  const isSame = equalInConstantTime(plain.subarray(0, 8), plain.subarray(16, 24));
  plain.fill(0);
  return isSame;
}
