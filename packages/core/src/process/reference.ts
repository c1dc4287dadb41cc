/** Digits and letters without I, L, O and U, which are misread or make words. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Added to every check symbol, so that a reference of zeros does not check itself. */
const checkOffset = 17;

/**
 * A short reference to quote on the phone, such as UB-7K3M-92: 25 random bits and a check symbol, which catches every
 * single wrong symbol and every two that changed places. It is not unique by itself: the store refuses a second one.
 *
 * @param random - at least 4 bytes
 * @throws RangeError when there are fewer
 */
export function referenceFrom(random: Uint8Array): string {
  if (random.length < 4) {
    throw new RangeError(`random: expected at least 4 bytes, got ${random.length}`);
  }
  let bits = new DataView(random.buffer, random.byteOffset, random.byteLength).getUint32(0);
  const values: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    values.push(bits & 31);
    bits >>>= 5;
  }
  return shown([...values, checkOf(values)].map((value) => alphabet.charAt(value)).join(""));
}

/** Whether a text is a reference in exactly the form Unlatch shows, its check symbol right. */
export function isReference(text: string): boolean {
  return readReference(text) === text;
}

/**
 * Reads a reference as people type or dictate it: any case, spaces and dashes anywhere, with or without the UB, O for
 * 0, I and L for 1.
 *
 * @returns the reference as shown, or null when it is none or its check symbol is wrong
 */
export function readReference(typed: string): string | null {
  const symbols = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replace(/^UB(?=.{6}$)/, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const values = Array.from(symbols, (symbol) => alphabet.indexOf(symbol));
  if (values.length !== 6 || values.includes(-1)) {
    return null;
  }
  return checkOf(values.slice(0, 5)) === values[5] ? shown(symbols) : null;
}

function shown(symbols: string): string {
  return `UB-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** The five symbols as a polynomial over GF(32), modulo x⁵ + x² + 1, at its generator. */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesGenerator(sum ^ value), 0) ^ checkOffset;
}

function timesGenerator(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}
