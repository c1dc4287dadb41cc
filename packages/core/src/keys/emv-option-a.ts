import { fromHex, wipe } from "../bytes.ts";
import { encipher } from "./encipher.ts";

/**
 * The EMV option A derivation: Y is the last 16 digits of account number and sequence number, the key is
 * E(Y) ‖ E(not Y) with odd parity.
 *
 * @param masterKey - 16 bytes
 * @param digits - account number then two-digit sequence number, decimal; shorter than 16 is filled with zeros in front
 * @returns 16 bytes
 * @throws RangeError on another key length or a character that is no decimal digit
 * @see EMV book 2, A1.4.1
 */
export function emvOptionA(masterKey: Uint8Array, digits: string): Uint8Array {
  if (masterKey.length !== 16) {
    throw new RangeError(`masterKey: expected 16 bytes, got ${masterKey.length}`);
  }
  if (!/^[0-9]+$/.test(digits)) {
    throw new RangeError("digits: expected one or more decimal digits");
  }
  const y = fromHex(digits.slice(-16).padStart(16, "0"));
  const blocks = Uint8Array.of(...y, ...y.map((byte) => byte ^ 0xff));
  const key = encipher({ cipher: "3DES", mode: "ECB", key: masterKey }, blocks);
  wipe(blocks);
  return setOddParity(key);
}

/** Makes the number of ones in every byte odd through its lowest bit, in place. */
function setOddParity(key: Uint8Array): Uint8Array {
  key.forEach((byte, index) => {
    let ones = 0;
    for (let bits = byte >> 1; bits > 0; bits >>= 1) {
      ones += bits & 1;
    }
    key[index] = (byte & 0xfe) | ((ones + 1) & 1);
  });
  return key;
}
