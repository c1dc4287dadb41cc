import { wipe } from "@unlatch/core/bytes";
import { checkValueLine } from "@unlatch/core/keys/check-value-line";
import { type CardState, cardStates } from "@unlatch/core/lifecycle/card-states";
import type { AddCardOutcome } from "../cards/index.ts";
import { system } from "../platform/actor.ts";
import { adminKeyFrom } from "./admin-key-from.ts";
import { type Command, CommandRefused, type CommandRun } from "./command.ts";
import { optionsIn } from "./options-in.ts";

/** Adds a card with its admin key, which never stands on the command line. */
export const addCardCommand: Command = {
  name: "add-card",
  usage: `add-card --serial NUMBER --label LABEL --profile NAME [--holder USERNAME] [--state STATE] [--admin-key-stdin]
      Adds a card of a card profile. STATE is ACTIVE unless told; without a holder it is nobody's yet.
      The admin key is the first line of standard input: hexadecimal digits, blanks between them do not count.
      Cards of a profile with a master key need none: left out, their key comes from there.`,
  async run({ parts, application, readSecret, say }: CommandRun) {
    const options = optionsIn(parts, {
      serial: "value",
      label: "value",
      profile: "value",
      holder: "value",
      state: "value",
      "admin-key-stdin": "flag",
    });
    const card = {
      serialNumber: options.required("serial"),
      label: options.required("label"),
      profileName: options.required("profile"),
      holderUsername: options.optional("holder") ?? null,
      state: stateNamed(options.optional("state") ?? "ACTIVE"),
    };
    const adminKey = options.has("admin-key-stdin") ? adminKeyFrom(await readSecret()) : null;
    const outcome = await application.cards
      .addCard(system, { ...card, adminKey })
      .finally(() => adminKey !== null && wipe(adminKey));
    if (outcome.type !== "CardAdded") throw new CommandRefused(lineOf(outcome, card));
    const checkValue = outcome.checkValue === null ? "" : `, ${checkValueLine(outcome.checkValue)}`;
    say(`Card ${outcome.card.serialNumber} is added (${outcome.card.state}${checkValue}).`);
  },
};

function stateNamed(word: string): CardState {
  const state = cardStates.find((one) => one === word.trim().toUpperCase());
  if (state === undefined) throw new CommandRefused(`--state must be one of: ${cardStates.join(", ")}.`);
  return state;
}

function lineOf(
  refusal: Exclude<AddCardOutcome, { type: "CardAdded" }>,
  card: { readonly serialNumber: string; readonly profileName: string; readonly holderUsername: string | null },
): string {
  switch (refusal.type) {
    case "SerialNumberUnreadable":
      return "--serial must have 1 to 64 characters: letters, digits, and . _ : / - between them.";
    case "SerialNumberTaken":
      return `There is a card with the serial number ${card.serialNumber} already.`;
    case "LabelUnusable":
      return "--label must have 1 to 200 characters.";
    case "CardProfileUnknown":
      return `There is no card profile ${card.profileName}.`;
    case "HolderUnknown":
      return `There is no user ${card.holderUsername ?? ""}.`;
    case "AdminKeyMissing":
      return "Give the admin key on standard input, with --admin-key-stdin.";
    case "KeyUsageConflict":
      return "This key derives the keys of other cards, so no card may have it.";
    case "AdminKeyWrongLength":
      return `The admin key has ${refusal.entered} bytes. Cards of this profile take ${refusal.expected.join(" or ")}.`;
    default:
      return refusal satisfies never;
  }
}
