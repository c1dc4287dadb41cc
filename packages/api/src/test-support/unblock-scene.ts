import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import { respond } from "@unlatch/core/challenge/respond";
import { fromHex, toHex } from "@unlatch/core/bytes";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import { unblockPinOffline } from "@unlatch/core/process/definitions";
import type { UserRecord } from "../identity/index.ts";
import { aCard, aProfile, aUser, type BuiltCard } from "./builders.ts";
import type { Answer, Caller, TestApi } from "./test-api.ts";

const refusal = "... on Refusal { code message field }";
const processFields = "id state reference startedAt expiresAt answeredAt endedAt outcome";

/** The documents of the unblock process, as a client would send them. */
export const documents = {
  start: `mutation ($input: StartProcessInput!) { startProcess(input: $input) { __typename ... on ProcessStarted { process { ${processFields} definition { symbolicName name } card { id } } } ... on ProcessAlreadyOpen { process { ${processFields} } } ${refusal} } }`,
  submit: `mutation ($input: SubmitChallengeInput!) { submitChallenge(input: $input) { __typename ... on ChallengeAnswered { process { ${processFields} } response { hex groups } corrections { typed readAs position group } } ... on ChallengeAlreadyAnswered { answeredAt } ... on ChallengeTooShort { expected entered } ... on ChallengeHasBadCharacter { character position group suggestion } ${refusal} } }`,
  show: `mutation ($input: ShowResponseInput!) { showResponse(input: $input) { __typename ... on ChallengeAnswered { process { ${processFields} } response { hex groups } } ${refusal} } }`,
  finish: `mutation ($input: FinishProcessInput!) { finishProcess(input: $input) { __typename ... on ProcessFinished { process { ${processFields} } } ${refusal} } }`,
  cancel: `mutation ($input: CancelProcessInput!) { cancelProcess(input: $input) { __typename ... on ProcessCancelled { process { ${processFields} } } ${refusal} } }`,
};

/** A holder with an active card whose profile has the process on, and the verbs of the process. */
export interface Scene {
  readonly holder: UserRecord;
  readonly caller: Caller;
  readonly card: BuiltCard;
  readonly profileId: string;
  start(caller?: Caller, cardId?: string): Promise<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any
  /** Starts a process and gives its id. */
  started(): Promise<string>;
  verb(name: Exclude<keyof typeof documents, "start">, input: object, caller?: Caller): Promise<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any
  /** What the card would accept for a challenge in hex. */
  expectedResponse(challenge: string): string;
}

/** Sets a scene on an API; each has its own people, profile and card. */
export async function aScene(
  api: TestApi,
  wanted: { cardType?: string; state?: CardState; isOn?: boolean; userState?: "ACTIVE" | "INACTIVE" } = {},
): Promise<Scene> {
  const { cardType = "hid-crescendo-3des", isOn = true } = wanted;
  const on = isOn ? [{ state: "ACTIVE" as const, process: unblockPinOffline.symbolicName }] : [];
  const profile = await aProfile(api.application, { cardType, on });
  const holder = await aUser(api.application, { state: wanted.userState ?? "ACTIVE" });
  const card = await aCard(api.application, { profile, holder, state: wanted.state ?? "ACTIVE" });
  const caller = await api.as(holder);
  const start = async (by = caller, cardId = card.id) =>
    only(await by.graphql(documents.start, { input: { cardId, process: unblockPinOffline.symbolicName } }));
  return {
    holder,
    caller,
    card,
    profileId: profile.id,
    start,
    started: async () => (await start())["process"].id as string,
    verb: async (name, input, by = caller) => only(await by.graphql(documents[name], { input })),
    expectedResponse: (challenge) => toHex(respond(cardTypeNamed(cardType), card.adminKey, fromHex(challenge))),
  };
}

// oxlint-disable-next-line typescript/no-explicit-any
function only(answer: Answer): Record<string, any> {
  const [value] = Object.values(answer.data ?? {});
  if (value === undefined || value === null) throw new Error(`No answer: ${answer.text}`);
  return value;
}

/** @returns a challenge as a card would make it: random hex digits */
export function aChallenge(api: TestApi, bytes = 8): string {
  return toHex(api.application.random.bytes(bytes));
}

/** @returns what the audit log says of a process or a card, oldest first */
export async function auditOf(
  api: TestApi,
  about: { cardId: string },
): Promise<{ action: string; outcome: string; actor: string }[]> {
  return api.at.database.reader.rows(
    "SELECT action, outcome, actor_name AS actor FROM audit_events WHERE card_id = ? ORDER BY sequence",
    [about.cardId],
  );
}
