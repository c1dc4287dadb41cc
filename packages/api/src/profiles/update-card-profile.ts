import { cardTypeNamed, type CardTypeName } from "@unlatch/core/challenge/card-types";
import type { Actor } from "../platform/actor.ts";
import type { Sql } from "../platform/sql.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedMeanwhile, changedNow } from "./profile-version.ts";
import type { CreateCardProfileOutcome } from "./create-card-profile.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type { CardProfileNotFound, CardTypeInUse, ChangedMeanwhile } from "./profile-refusals.ts";
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
  | CardTypeInUse;

/** Changes the name, the description or the card type of a profile. */
export const makeUpdateCardProfile =
  ({ unitOfWork, clock }: ProfileDesk) =>
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
        const read = readProfileTexts({ ...textsOf(profile), ...given(command) });
        if (read.type !== "Read") return read;
        const refusal = await whyNot(sql, profile, read);
        if (refusal !== null) return refusal;
        const { name, description, cardType } = read;
        const cardProfile = changedNow({ ...profile, name, description, cardType }, { actor, clock });
        await profiles.save(cardProfile);
        concerns({ profileName: name, facts: differences(profile, cardProfile) });
        return { type: "CardProfileSaved", cardProfile };
      },
    );

async function whyNot(sql: Sql, profile: ProfileRecord, { name, cardType }: ReadProfileTexts) {
  const profiles = profileRepository(sql);
  const namesake = await profiles.idNamed(name);
  if (namesake !== null && namesake !== profile.id) return { type: "CardProfileNameTaken", name } as const;
  if (takesKeysOf(profile.cardType, cardType) || !(await profiles.hasCards(profile.id))) return null;
  return { type: "CardTypeInUse", label: cardTypeNamed(profile.cardType).label } as const;
}

/** Whether cards of the new type take every admin key that cards of the old type can have. */
function takesKeysOf(oldName: CardTypeName, newName: CardTypeName): boolean {
  const [before, after] = [cardTypeNamed(oldName), cardTypeNamed(newName)];
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
  }
  return facts;
}
