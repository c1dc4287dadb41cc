import type { Actor } from "../platform/actor.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedNow } from "./profile-version.ts";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import type { StrictModeRefusesLegacy } from "../keys/index.ts";
import { legacyChoice, type LegacyReasonMissing } from "./keys/legacy-choice.ts";
import { usualKeys } from "./keys/profile-keys.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type {
  CardProfileNameMissing,
  CardProfileNameTaken,
  CardProfileTextTooLong,
  CardTypeUnknown,
} from "./profile-refusals.ts";
import { type ProfileTexts, readProfileTexts } from "./profile-texts.ts";

/** Everything that can come of making a profile; each name is also the GraphQL type the client receives. */
export type CreateCardProfileOutcome =
  | { readonly type: "CardProfileSaved"; readonly cardProfile: ProfileRecord }
  | CardProfileNameMissing
  | CardProfileTextTooLong
  | CardProfileNameTaken
  | CardTypeUnknown
  | LegacyReasonMissing
  | StrictModeRefusesLegacy;

/** Makes a card profile. Nothing is on in it: what its cards may do beyond the Default Commands is switched on later. */
export const makeCreateCardProfile =
  ({ unitOfWork, clock, random, isStrict }: ProfileDesk) =>
  (actor: Actor, typed: ProfileTexts): Promise<CreateCardProfileOutcome> =>
    unitOfWork.audited<CreateCardProfileOutcome>(
      { name: "profile.create", success: "CardProfileSaved" },
      actor,
      async ({ sql, concerns }) => {
        const read = readProfileTexts(typed);
        if (read.type !== "Read") return read;
        const { name, description, cardType } = read;
        concerns({ profileName: name, facts: { cardType } });
        const choice = legacyChoice(cardTypeNamed(cardType), { typedReason: typed.legacyReason, isStrict });
        if (choice.type !== "Chosen") return choice;
        if (choice.reason !== null) concerns({ facts: { legacyReason: choice.reason } });
        const profiles = profileRepository(sql);
        await profiles.holdNames();
        if ((await profiles.idNamed(name)) !== null) return { type: "CardProfileNameTaken", name };
        const keys = usualKeys(cardType, choice.reason);
        const unchanged = { id: random.id(), name, description, cardType, version: 0, commands: [], keys };
        const cardProfile = changedNow(unchanged, { actor, clock });
        await profiles.insert(cardProfile);
        concerns({ profileId: cardProfile.id });
        return { type: "CardProfileSaved", cardProfile };
      },
    );
