/** The end of a serial number as people know a card by: "•••• 4821". */
export function lastFour(serialNumber: string): string {
  return `•••• ${serialNumber.replaceAll(/[^0-9A-Za-z]/g, "").slice(-4)}`;
}
