const shape = /^[0-9A-Z][0-9A-Z._:/-]{0,63}$/;

/**
 * Reads a serial number as it is printed or typed: blanks between its groups go, letters become capitals. So the same
 * card is found however its number is written.
 *
 * @returns the serial number as it is kept, or null when it holds anything but digits, letters and `. _ : / -`
 */
export function readSerialNumber(typed: string): string | null {
  const serialNumber = foldSerialNumber(typed);
  return shape.test(serialNumber) ? serialNumber : null;
}

/** @returns part of a serial number as it is searched for */
export function foldSerialNumber(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/[\p{Cc}\s]+/gu, "")
    .toUpperCase();
}
