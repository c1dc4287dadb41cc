import type { CardType } from "@unlatch/core/challenge/card-types";
import type { Actor } from "../platform/actor.ts";
import type { Sql } from "../platform/sql.ts";
import { legacyChoice } from "./keys/legacy-choice.ts";
import { cardTypeFor, type ProfileKeys, typeNamed } from "./keys/profile-keys.ts";
import { profileKeysRepository } from "./keys/profile-keys.repository.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedMeanwhile, changedNow } from "./profile-version.ts";
import type { CreateCardProfileOutcome } from "./create-card-profile.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type { CardProfileNotFound, CardTypeInUse, CardTypeSetByKeys, ChangedMeanwhile } from "./profile-refusals.ts";
import { type ProfileTexts, type ReadProfileTexts, readProfileTexts } from "./profile-texts.ts";

/** What is to be different of a profile, and the version that was looked at; what is left out stays. */
export interface UpdateCardProfileCommand extends Partial<ProfileTexts> {
  readonly id: string;
  readonly version: number;
}

/** Everything that can come of changing a profile; each name is also the GraphQL type the client receives. */
export type UpdateCardProfileOutcome =
  | CreateCardProfileOutcome
  | CardProfileNotFound
  | ChangedMeanwhile
  | CardTypeInUse
  | CardTypeSetByKeys;

/** Changes the name, the description or the card type of a profile. */
export const makeUpdateCardProfile =
  ({ unitOfWork, clock, isStrict }: ProfileDesk) =>
  (actor: Actor, command: UpdateCardProfileCommand): Promise<UpdateCardProfileOutcome> =>
    unitOfWork.audited<UpdateCardProfileOutcome>(
      { name: "profile.update", success: "CardProfileSaved" },
      actor,
      async ({ sql, concerns }) => {
        const profiles = profileRepository(sql);
        await profiles.holdNames();
        const profile = await profiles.lockById(command.id);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId: profile.id, profileName: profile.name });
        if (profile.version !== command.version) return changedMeanwhile(sql, profile, clock());
        const read = readProfileTexts({ ...textsOf(profile), ...given(command) }, profile.cardType);
        if (read.type !== "Read") return read;
        const refusal = await whyNot(sql, profile, read);
        if (refusal !== null) return refusal;
        const { name, description, cardType } = read;
        const keys = keysAfter(profile, { cardType, typedReason: command.legacyReason, isStrict });
        if ("type" in keys) return keys;
        const cardProfile = changedNow({ ...profile, name, description, cardType, keys }, { actor, clock });
        await profiles.save(cardProfile);
        if (keys !== profile.keys) await profileKeysRepository(sql).save(profile.id, keys);
        concerns({ profileName: name, facts: differences(profile, cardProfile) });
        return { type: "CardProfileSaved", cardProfile };
      },
    );

async function whyNot(sql: Sql, profile: ProfileRecord, { name, cardType }: ReadProfileTexts) {
  const profiles = profileRepository(sql);
  const namesake = await profiles.idNamed(name);
  if (namesake !== null && namesake !== profile.id) return { type: "CardProfileNameTaken", name } as const;
  if (cardType === profile.cardType) return null;
  if (profile.keys.masterKeyId !== null) return { type: "CardTypeSetByKeys" } as const;
  const [before, after] = [cardTypeFor(profile), typeNamed(cardType, profile.keys.custom)];
  if (takesKeysOf(before, after) || !(await profiles.hasCards(profile.id))) return null;
  return { type: "CardTypeInUse", label: before.label } as const;
}

/** The key settings of a profile with another card type, or why it cannot have that. */
function keysAfter(
  profile: ProfileRecord,
  { cardType, ...reason }: Pick<ProfileRecord, "cardType"> & Parameters<typeof legacyChoice>[1],
): ProfileKeys | Exclude<ReturnType<typeof legacyChoice>, { type: "Chosen" }> {
  if (cardType === profile.cardType) return profile.keys;
  const { keys } = profile;
  const choice = legacyChoice(typeNamed(cardType, keys.custom), {
    ...reason,
    typedReason: reason.typedReason ?? keys.legacyReason,
  });
  if (choice.type !== "Chosen") return choice;
  return { ...keys, keySource: cardType === "puk-as-hex" ? "PUK_AS_HEX" : "STORED", legacyReason: choice.reason };
}

/** Whether cards of the new type take every admin key that cards of the old type can have. */
export function takesKeysOf(before: CardType, after: CardType): boolean {
  if (before.cipher !== after.cipher) return false;
  return after.keyLengths.length === 0 || before.keyLengths.every((length) => after.keyLengths.includes(length));
}

const textsOf = ({ name, description, cardType }: ProfileRecord): ProfileTexts => ({ name, description, cardType });

const given = (command: UpdateCardProfileCommand): Partial<ProfileTexts> =>
  Object.fromEntries(
    Object.entries({ name: command.name, description: command.description, cardType: command.cardType }).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );

function differences(before: ProfileRecord, after: ProfileRecord): Record<string, string> {
  const facts: Record<string, string> = {};
  if (before.name !== after.name) Object.assign(facts, { nameBefore: before.name, nameAfter: after.name });
  if (before.description !== after.description) facts["description"] = "changed";
  if (before.cardType !== after.cardType) {
    Object.assign(facts, { cardTypeBefore: before.cardType, cardTypeAfter: after.cardType });
    if (after.keys.legacyReason !== null) facts["legacyReason"] = after.keys.legacyReason;
  }
  return facts;
}
