/**
 * The address behind a way to reach someone.
 *
 * @param contact - as the organisation wrote it: a telephone number, an e-mail address, or words
 * @returns a `tel:` or `mailto:` address, or null for words
 */
export function contactAddress(contact: string): string | null {
  const text = contact.trim();
  if (/^\+?[\d\s()./-]{3,}$/.test(text)) return `tel:${text.replaceAll(/[^\d+]/g, "")}`;
  return /^[^\s@]+@[^\s@]+$/.test(text) ? `mailto:${text}` : null;
}
