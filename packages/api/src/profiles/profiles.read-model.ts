import { type CardType, cardTypes } from "@unlatch/core/challenge/card-types";
import { type CardState, cardStates } from "@unlatch/core/lifecycle/card-states";
import { additionalCommandsFor, defaultCommandsFor } from "@unlatch/core/process/availability";
import type { ProcessDefinition } from "@unlatch/core/process/definition";
import { processNamed } from "@unlatch/core/process/definitions";
import { fold } from "../identity/index.ts";
import { countOf, isTexts, type Page, pageOf, pageRequest } from "../platform/pagination.ts";
import type { Sql, SqlValue } from "../platform/sql.ts";
import { cardTypeFor } from "./keys/profile-keys.ts";
import { commandsIn } from "./additional-commands.ts";
import type { CardProfileState, CardTypeOnOffer } from "./card-profile.types.ts";
import { type ProfileRecord, profileRepository } from "./card-profile.repository.ts";

export type { ProfileRecord } from "./card-profile.repository.ts";

/** Which card profiles to list: those whose name contains the search, by name. */
export interface ProfileListRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
}

/** What can be asked about card profiles. */
export interface ProfilesReadModel {
  byId(id: string): Promise<ProfileRecord | null>;
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, ProfileRecord>>;
  page(request: ProfileListRequest): Promise<Page<ProfileRecord>>;
}

/** @returns the answers to what can be asked about card profiles */
export function profilesReadModel(reader: Sql): ProfilesReadModel {
  const profiles = profileRepository(reader);
  return {
    byId: profiles.byId,
    byIds: profiles.byIds,
    async page(list) {
      const request = pageRequest(list, isTexts(1));
      const { where, parameters } = named(list.search ?? "");
      const rows = await reader.rows<{ id: string }>(
        `SELECT id FROM card_profiles WHERE ${where} AND name_key > ? ORDER BY name_key LIMIT ?`,
        [...parameters, request.after?.[0] ?? "", request.first + 1],
      );
      const found = await profiles.byIds(rows.map(({ id }) => id));
      const inOrder = rows.flatMap(({ id }) => found.get(id) ?? []);
      return pageOf(inOrder, request, {
        keyOf: ({ name }): [string] => [fold(name)],
        count: () => countOf(reader, `FROM card_profiles WHERE ${where}`, parameters),
      });
    },
  };
}

/** @returns the tabs of a card profile: one for each state, in the order of the state graph */
export function statesOf(profile: ProfileRecord): CardProfileState[] {
  return cardStates.map((state) => ({
    state,
    defaultCommands: defaultCommandsFor(state),
    additionalCommands: rowsOf(profile, state),
    availableCommands: additionalCommandsFor(state),
  }));
}

/** @returns a card type as an administrator chooses it, its lengths in hex digits */
export function onOffer(type: CardType): CardTypeOnOffer {
  const { name, label, cipher, windowsScreen, adminKeyTries } = type;
  const challengeLengths = type.challengeLengths.map((bytes) => bytes * 2);
  return { name, label, cipher, challengeLengths, windowsScreen, adminKeyTries, isLegacyCipher: cipher === "3DES" };
}

/** @returns the card type of a profile as an administrator chose it */
export function cardTypeOf(profile: ProfileRecord): CardTypeOnOffer {
  return onOffer(cardTypeFor(profile));
}

/** @returns every card type there is to choose */
export function cardTypesOnOffer(): CardTypeOnOffer[] {
  return cardTypes.map(onOffer);
}

function rowsOf(profile: ProfileRecord, state: CardState) {
  const known = commandsIn(profile, state).flatMap(({ symbolicName, who }) => {
    const process: ProcessDefinition | null = processNamed(symbolicName);
    return process === null ? [] : [{ process, who }];
  });
  return known.map((row, position) => ({ ...row, position }));
}

function named(search: string): { where: string; parameters: SqlValue[] } {
  const key = fold(search);
  if (key === "") return { where: "1 = 1", parameters: [] };
  return { where: `name_key LIKE ? ESCAPE '!'`, parameters: [`%${key.replaceAll(/[!%_]/g, "!$&")}%`] };
}
