/**
 * Turns a tuple of words into the object that a GraphQL enum is registered from: each word stands for itself.
 *
 * @param words - such as the card states of core
 */
export function enumOf<Word extends string>(words: readonly Word[]): { readonly [W in Word]: W } {
  return Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };
}
