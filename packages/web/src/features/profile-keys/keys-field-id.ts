/** The id of a field of the key settings, by the name of the field in the schema. */
export const keysFieldId = (field: string): string => `profile-keys-${field}`;
