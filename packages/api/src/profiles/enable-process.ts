import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { AdditionalCommand } from "@unlatch/core/process/availability";
import { processNamed } from "@unlatch/core/process/definitions";
import type { Actor } from "../platform/actor.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";
import { changedNow } from "./profile-version.ts";
import type { ProfileDesk } from "./profile-desk.ts";
import type { CardProfileNotFound } from "./profile-refusals.ts";
import {
  type CommandRefusal,
  type CommandRow,
  readCommand,
  areSameCommands,
  commandFacts,
  commandsIn,
  withCommandsIn,
} from "./additional-commands.ts";

/** Which process to switch on, for cards of which profile in which state, and for whom. */
export interface EnableProcessCommand extends CommandRow {
  readonly profileId: string;
  readonly state: CardState;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type EnableProcessOutcome =
  | { readonly type: "ProcessEnabled"; readonly cardProfile: ProfileRecord }
  | CardProfileNotFound
  | CommandRefusal;

/** Switches a process on: from the commit on, those named are offered it. What is on already stays as it is. */
export const makeEnableProcess =
  ({ unitOfWork, clock, random }: ProfileDesk) =>
  (actor: Actor, command: EnableProcessCommand): Promise<EnableProcessOutcome> =>
    unitOfWork.audited<EnableProcessOutcome>(
      { name: "profile.enableProcess", success: "ProcessEnabled" },
      actor,
      async ({ sql, concerns }) => {
        const { profileId, state } = command;
        const process = processNamed(command.process)?.symbolicName;
        concerns({ facts: { state, ...(process && { process }) } });
        const profiles = profileRepository(sql);
        const profile = await profiles.lockById(profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId, profileName: profile.name });
        const before = commandsIn(profile, state);
        const existing = before.find(({ symbolicName }) => symbolicName === process);
        const read = readCommand({ ...command, who: command.who ?? existing?.who, at: [] }, state);
        if (read.type !== "Read") return read;
        const after = withRow(before, read.command);
        concerns({ facts: { who: read.command.who.join(" "), ...commandFacts(before, after) } });
        if (areSameCommands(before, after)) return { type: "ProcessEnabled", cardProfile: profile };
        const cardProfile = changedNow(withCommandsIn(profile, state, after), { actor, clock });
        await profiles.replaceCommands({ profileId, state, commands: after, newId: random.id });
        await profiles.save(cardProfile);
        return { type: "ProcessEnabled", cardProfile };
      },
    );

/** A process that has a row keeps its place; another gets the next one. */
function withRow(rows: readonly AdditionalCommand[], row: AdditionalCommand): readonly AdditionalCommand[] {
  const isThere = rows.some(({ symbolicName }) => symbolicName === row.symbolicName);
  return isThere ? rows.map((one) => (one.symbolicName === row.symbolicName ? row : one)) : [...rows, row];
}
