import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import {
  SaveStateCommandsDocument,
  UpdateProfileDocument,
  type SaveStateCommandsMutation,
  type UpdateProfileMutation,
} from "../../graphql/generated/graphql.ts";
import type { Failure, Reply } from "../../graphql/reply.ts";
import { request } from "../../graphql/request.ts";
import { changedSections } from "./pending-changes.ts";
import type { Profile, Section } from "./profile-draft.ts";
import type { EditedProfile } from "./useProfileDraft.ts";

type Answer = UpdateProfileMutation["updateCardProfile"] | SaveStateCommandsMutation["saveStateCommands"];
type RefusedAnswer = Exclude<Answer, { __typename: "CardProfileSaved" }>;

/** Somebody saved another version while this one was edited. */
export interface Conflict {
  readonly type: "Conflict";
  /** Null when it was the server itself, or somebody who is gone. */
  readonly changedBy: string | null;
  readonly changedAt: string;
  readonly theirs: Profile;
}

/** What came of saving. Parts saved before one that was refused stay saved. */
export type SaveOutcome =
  | { readonly type: "Saved" }
  | Conflict
  | { readonly type: "Refused"; readonly section: Section; readonly message: string; readonly field: readonly string[] }
  | { readonly type: "Failed"; readonly failure: Failure };

/** Saves what was edited of a profile, part by part, each on the version before it. */
export function useSaveProfile(edited: EditedProfile): {
  readonly save: () => Promise<SaveOutcome | null>;
  readonly isRunning: Ref<boolean>;
  readonly outcome: ShallowRef<SaveOutcome | null>;
} {
  const isRunning = ref(false);
  const outcome = shallowRef<SaveOutcome | null>(null);

  async function save(): Promise<SaveOutcome | null> {
    if (isRunning.value) return null;
    isRunning.value = true;
    outcome.value = null;
    let result: SaveOutcome = { type: "Saved" };
    for (const section of changedSections(edited.changes.value)) {
      result = await saveSection(edited, section);
      if (result.type !== "Saved") break;
    }
    isRunning.value = false;
    return (outcome.value = result);
  }

  return { save, isRunning, outcome };
}

async function saveSection(edited: EditedProfile, section: Section): Promise<SaveOutcome> {
  const reply = await send(edited, section);
  if (reply.type !== "Answered") return { type: "Failed", failure: reply };
  if (reply.value.__typename === "CardProfileSaved") {
    edited.rebase(reply.value.cardProfile, section);
    return { type: "Saved" };
  }
  return outcomeOf(reply.value, section);
}

function outcomeOf(refusal: RefusedAnswer, section: Section): SaveOutcome {
  if (refusal.__typename === "ChangedMeanwhile" && refusal.theirs !== null) {
    const { changedBy, changedAt, theirs } = refusal;
    return { type: "Conflict", changedBy, changedAt, theirs };
  }
  return { type: "Refused", section, message: refusal.message, field: refusal.field ?? [] };
}

async function send({ base, draft }: EditedProfile, section: Section): Promise<Reply<Answer>> {
  if (base.value === null || draft.value === null) throw new RangeError("edited: got no profile, expected one");
  const { id, version } = base.value;
  if (section === "GENERAL") {
    const { name, description, cardType, legacyReason = "" } = draft.value.general;
    const reason = legacyReason.trim() === "" ? {} : { legacyReason: legacyReason.trim() };
    const input = { id, version, name: name.trim(), description: description.trim(), cardType, ...reason };
    const reply = await request(UpdateProfileDocument, { input });
    return reply.type === "Answered" ? { ...reply, value: reply.value.updateCardProfile } : reply;
  }
  const commands = (draft.value.commands[section] ?? []).map(({ process, who }) => ({ process, who }));
  const input = { profileId: id, version, state: section, commands };
  const reply = await request(SaveStateCommandsDocument, { input });
  return reply.type === "Answered" ? { ...reply, value: reply.value.saveStateCommands } : reply;
}
