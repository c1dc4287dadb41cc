/** The id of a field of the ceremony's forms, by the name of the field in the schema. */
export const masterKeyFieldId = (field: string): string => `master-key-${field}`;
