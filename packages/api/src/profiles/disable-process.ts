import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { processNamed } from "@unlatch/core/process/definitions";
import type { Actor } from "../platform/actor.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedNow } from "./profile-version.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type { CardProfileNotFound, ProcessUnknown } from "./profile-refusals.ts";
import { areSameCommands, commandFacts, commandsIn, withCommandsIn } from "./additional-commands.ts";

/** Which process to switch off, for cards of which profile in which state. */
export interface DisableProcessCommand {
  readonly profileId: string;
  readonly state: CardState;
  /** Symbolic name. */
  readonly process: string;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type DisableProcessOutcome =
  | { readonly type: "ProcessDisabled"; readonly cardProfile: ProfileRecord }
  | CardProfileNotFound
  | ProcessUnknown;

/** Switches a process off: from the commit on nobody is offered it, and one that runs gives no response any more. */
export const makeDisableProcess =
  ({ unitOfWork, clock, random }: ProfileDesk) =>
  (actor: Actor, command: DisableProcessCommand): Promise<DisableProcessOutcome> =>
    unitOfWork.audited<DisableProcessOutcome>(
      { name: "profile.disableProcess", success: "ProcessDisabled" },
      actor,
      async ({ sql, concerns }) => {
        const { profileId, state } = command;
        const process = processNamed(command.process)?.symbolicName;
        concerns({ facts: { state, ...(process && { process }) } });
        const profiles = profileRepository(sql);
        const profile = await profiles.lockById(profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId, profileName: profile.name });
        if (process === undefined) return { type: "ProcessUnknown" };
        const before = commandsIn(profile, state);
        const after = before.filter(({ symbolicName }) => symbolicName !== process);
        concerns({ facts: commandFacts(before, after) });
        if (areSameCommands(before, after)) return { type: "ProcessDisabled", cardProfile: profile };
        const cardProfile = changedNow(withCommandsIn(profile, state, after), { actor, clock });
        await profiles.replaceCommands({ profileId, state, commands: after, newId: random.id });
        await profiles.save(cardProfile);
        return { type: "ProcessDisabled", cardProfile };
      },
    );
