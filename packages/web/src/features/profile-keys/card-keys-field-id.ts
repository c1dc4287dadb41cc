const names: Readonly<Record<string, string>> = { cardType: "cardTypeOverride", keySource: "keySourceOverride" };

/** The id of a field of a card's key settings, by its name in the schema, or by that of the profile's field. */
export const cardKeysFieldId = (field: string): string => `card-keys-${names[field] ?? field}`;
