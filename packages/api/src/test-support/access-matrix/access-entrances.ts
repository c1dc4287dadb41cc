import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import type { UserRecord } from "../../identity/index.ts";
import type { TestApi } from "../test-api.ts";
import { aProfile } from "../builders.ts";
import { anApiToken, anOwnRole } from "../access.ts";
import { type AccessObjects, canaries } from "./access-objects.ts";
import { nothing, type Whose } from "./access-columns.ts";

/** How one comes in: a field of `Query` with its arguments, by whose it is. */
export type Entrances = Readonly<Record<string, Partial<Record<Whose, string>>>>;

/** The objects that everybody asks for, made once. */
export async function sharedObjects(api: TestApi, objects: AccessObjects) {
  const administrator = objects.other;
  const masterKey = await objects.masterKey();
  await anOwnRole(api.application, ["card:read:any"]);
  await anApiToken(api.application, administrator);
  await badKeys(api, objects);
  await objects.accountElsewhere(administrator);
  await objects.method("LDAP", true);
  return {
    masterKey,
    keyedProfile: await keyedProfile(api, masterKey),
    importRun: await objects.importRun(administrator),
    process: await objects.process(objects.other),
  };
}

/** @returns every way in for one person: each takes an identifier, so that others' things can be asked for, or a list */
export async function entrancesFor(
  me: UserRecord,
  objects: AccessObjects,
  shared: Awaited<ReturnType<typeof sharedObjects>>,
): Promise<Entrances> {
  const [card, process] = [await objects.card(me), await objects.process(me)];
  await objects.passkey(me);
  await objects.accountElsewhere(me);
  const byId = (field: string, ids: { own?: string; other: string }) => ({
    ...(ids.own === undefined ? {} : { own: `${field}(id: "${ids.own}")` }),
    other: `${field}(id: "${ids.other}")`,
    none: `${field}(id: "${nothing}")`,
  });
  const profileId = objects.profile.id;
  const derivation = `cardType: "piv-9b-aes256", scheme: AN10922_AES256, inputTemplate: "{serial:bcd}"`;
  const list = (field: string) => ({ other: `${field}(first: 20)` });
  return {
    card: byId("card", { own: card, other: objects.otherCard }),
    process: byId("process", { own: process, other: shared.process }),
    user: byId("user", { own: me.id, other: objects.other.id }),
    cardProfile: byId("cardProfile", { other: shared.keyedProfile }),
    masterKey: byId("masterKey", { other: shared.masterKey }),
    import: byId("import", { other: shared.importRun }),
    viewer: { own: "viewer" },
    site: { other: "site" },
    cards: { other: `cards(first: 20, search: "${canaries[2]}")` },
    users: { other: `users(first: 20, search: "${canaries[0]}")` },
    hygieneCards: { other: "hygieneCards(finding: MISSING_KEY, first: 20)" },
    ...Object.fromEntries(
      ["apiTokens", "auditEvents", "cardProfiles", "imports", "masterKeys"].map((field) => [field, list(field)]),
    ),
    ...Object.fromEntries(
      ["cardTypes", "processes", "roles", "keyHygiene", "signInMethods", "noticeStatus"].map((field) => [
        field,
        { other: field },
      ]),
    ),
    windowsPolicy: { other: `windowsPolicy(reachedAt: "https://pin.example.org")` },
    willItWork: { other: `willItWork(profileId: "${profileId}")`, none: `willItWork(profileId: "${nothing}")` },
    derivationPreview: {
      other: `derivationPreview(profileId: "${profileId}", masterKeyId: "${shared.masterKey}", ${derivation})`,
    },
  };
}

/** A profile whose cards answer in a way of its own, with keys from a master key. */
async function keyedProfile({ application }: TestApi, masterKeyId: string): Promise<string> {
  const { id } = await aProfile(application, { cardType: "piv-9b-aes256" });
  await application.unitOfWork.unaudited((sql) =>
    sql.run(
      `INSERT INTO profile_keys (profile_id, key_source, scheme, input_template, master_key_id, custom_cipher, custom_mode,
         custom_challenge_lengths, custom_key_length)
       VALUES (?, 'DIVERSIFIED', 'AN10922_AES256', '{serial:bcd}', ?, 'AES-256', 'ECB', '16', 32)`,
      [id, masterKeyId],
    ),
  );
  return id;
}

/** Two cards with one key, and one without: what hygiene finds. */
async function badKeys({ application }: TestApi, { card, profile, other, otherCard }: AccessObjects): Promise<void> {
  const key = application.random.bytes(32);
  for (const cardId of [await card(other), await card(other)]) {
    const kept = { cardId, cardType: cardTypeNamed(profile.cardType) };
    await application.unitOfWork.unaudited((sql) => application.vault.addAdminKey(sql, kept, Uint8Array.from(key)));
  }
  await application.unitOfWork.unaudited((sql) => sql.run("DELETE FROM admin_keys WHERE card_id = ?", [otherCard]));
}
