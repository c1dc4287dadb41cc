import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { ProcessInstance } from "@unlatch/core/process/advance";
import { releaseProofTexts } from "./proof/proof-texts.ts";
import type { RefusalTexts } from "../platform/refusal.ts";
import { guardRefusalTexts } from "./guard/index.ts";

const field = (name: string) => [name];
const inWords = (state: CardState) => state.toLowerCase();

/** What each refusal of a process says to the person: what to do, without blame. */
export const processRefusalTexts: RefusalTexts = {
  ...releaseProofTexts,
  ...guardRefusalTexts,
  ProcessAlreadyOpen: () => ({
    message: "This process is already open for this card. Continue it, or cancel it first.",
    field: null,
  }),
  CardNotActive: ({ state }: { state: CardState }) => ({
    message: `This card is ${inWords(state)}, so its PIN can't be unblocked here. Contact the help desk.`,
    field: null,
  }),
  UserNotActive: () => ({ message: "Your account isn't active. Contact the help desk.", field: null }),
  ProcessNotEnabled: () => ({
    message: "Your organisation hasn't turned on Unblock PIN offline for this card.",
    field: null,
  }),
  ProcessNotFound: () => ({ message: "There is no such process among yours.", field: field("processId") }),
  ProcessExpired: ({ process }: { process: ProcessInstance }) => ({
    message: `This took too long and was stopped for safety. ${
      process.answeredAt === null
        ? "Your card hasn't changed."
        : "If you typed the response on your computer, your PIN may already be changed."
    }`,
    field: null,
  }),
  ProcessEnded: () => ({ message: "This process has ended. Start it again from the card.", field: null }),
  NoResponseYet: () => ({ message: "Enter the challenge shown on your computer first.", field: null }),
  ChallengeMissing: () => ({ message: "Enter the challenge shown on your computer", field: field("challenge") }),
  ChallengeTooShort: lengthText,
  ChallengeTooLong: lengthText,
  ChallengeHasBadCharacter: ({ character, group }: { character: string; group: number }) => ({
    message: `Challenge must only include 0 to 9 and A to F. Check "${character}" in group ${group}.`,
    field: field("challenge"),
  }),
  ChallengeAlreadyAnswered: ({ answeredAt }: { answeredAt: Date }) => ({
    message: `This challenge was answered at ${answeredAt.toISOString().slice(11, 16)} UTC. Check what your computer shows now.`,
    field: field("challenge"),
  }),
  KeyUnavailable: ({ reference }: { reference: string }) => ({
    message: `We can't make a response for this card right now. Contact the help desk (reference ${reference}).`,
    field: null,
  }),
};

function lengthText({ expected, entered }: { expected: readonly number[]; entered: number }) {
  const lengths = lengthsThatHelp(expected, entered).join(" or ");
  return { message: `Challenge must have ${lengths} characters. You entered ${entered}.`, field: field("challenge") };
}

/** Of several possible lengths, those next to what was entered. */
function lengthsThatHelp(expected: readonly number[], entered: number): number[] {
  const below = expected.filter((length) => length < entered).at(-1);
  const above = expected.find((length) => length > entered);
  return [below, above].filter((length) => length !== undefined);
}
