import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { AdditionalCommand } from "@unlatch/core/process/availability";
import type { Actor } from "../platform/actor.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedMeanwhile, changedNow } from "./profile-version.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type { CardProfileNotFound, ChangedMeanwhile, ProcessListedTwice } from "./profile-refusals.ts";
import {
  type CommandRefusal,
  type CommandRow,
  readCommand,
  areSameCommands,
  commandFacts,
  commandsIn,
  withCommandsIn,
} from "./additional-commands.ts";

/** All rows that a state is to have, in their order, and the version of the profile that was looked at. */
export interface SaveStateCommandsCommand {
  readonly profileId: string;
  readonly version: number;
  readonly state: CardState;
  readonly commands: readonly CommandRow[];
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type SaveStateCommandsOutcome =
  | { readonly type: "CardProfileSaved"; readonly cardProfile: ProfileRecord }
  | CardProfileNotFound
  | ChangedMeanwhile
  | CommandRefusal
  | ProcessListedTwice;

/** What Save does on the tab of a state: the rows of Additional Commands become these and no others. */
export const makeSaveStateCommands =
  ({ unitOfWork, clock, random }: ProfileDesk) =>
  (actor: Actor, command: SaveStateCommandsCommand): Promise<SaveStateCommandsOutcome> =>
    unitOfWork.audited<SaveStateCommandsOutcome>(
      { name: "profile.saveStateCommands", success: "CardProfileSaved" },
      actor,
      async ({ sql, concerns }) => {
        const { profileId, state } = command;
        concerns({ facts: { state } });
        const profiles = profileRepository(sql);
        const profile = await profiles.lockById(profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId, profileName: profile.name });
        if (profile.version !== command.version) return changedMeanwhile(sql, profile, clock());
        const read = readRows(command);
        if (read.type !== "Read") return read;
        const [before, after] = [commandsIn(profile, state), read.commands];
        concerns({ facts: commandFacts(before, after) });
        if (areSameCommands(before, after)) return { type: "CardProfileSaved", cardProfile: profile };
        const cardProfile = changedNow(withCommandsIn(profile, state, after), { actor, clock });
        await profiles.replaceCommands({ profileId, state, commands: after, newId: random.id });
        await profiles.save(cardProfile);
        return { type: "CardProfileSaved", cardProfile };
      },
    );

function readRows({
  commands: rows,
  state,
}: SaveStateCommandsCommand):
  | { readonly type: "Read"; readonly commands: readonly AdditionalCommand[] }
  | CommandRefusal
  | ProcessListedTwice {
  const commands: AdditionalCommand[] = [];
  for (const [index, row] of rows.entries()) {
    const at = ["commands", String(index)];
    const read = readCommand({ ...row, at }, state);
    if (read.type !== "Read") return read;
    if (commands.some(({ symbolicName }) => symbolicName === read.command.symbolicName)) {
      return { type: "ProcessListedTwice", processName: read.name, at: [...at, "process"] };
    }
    commands.push(read.command);
  }
  return { type: "Read", commands };
}
