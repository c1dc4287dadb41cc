const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be the identifier of anything. What cannot is absent, and the database is not even asked. */
export function isIdentifier(text: string): boolean {
  return shape.test(text);
}
